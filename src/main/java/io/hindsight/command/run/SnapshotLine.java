package io.hindsight.command.run;

import io.hindsight.observe.SnapshotProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;

/** Shows the initial snapshot's progress on a terminal, and nothing where there is none. */
final class SnapshotLine {

    private static final long PAUSE_MILLIS = 500;
    private static final int BAR = 20;

    private SnapshotLine() {}

    /** Draws in a thread of its own, for as long as the program runs. */
    static void drawOnTerminal(Main main) {
        if (Terminal.isStandardOutput()) {
            var line = BottomLine.ofStandardOutput();
            var thread = new Thread(() -> draw(main, line), "snapshot-line");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void draw(Main main, BottomLine line) {
        try {
            while (true) {
                var context = main.getCamelContext();
                var progress = context == null
                        ? null
                        : context.getRegistry().lookupByNameAndType("snapshot", SnapshotProgress.class);
                if (progress != null) {
                    progress.estimate().ifPresentOrElse(estimate -> line.show(text(estimate)), line::clear);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException ending) {
            line.clear();
        }
    }

    /** {@code snapshot [########            ]  41 %  1,234,567 of 3,000,000 rows, 21,000/s, 1:24 left}. */
    static String text(SnapshotProgress.Estimate estimate) {
        var share = estimate.estimated() == 0 ? 0 : (double) estimate.done() / estimate.estimated();
        var full = (int) (share * BAR);
        return String.format(
                Locale.ROOT,
                "snapshot [%s%s] %3.0f %%  %,d of %,d rows, %,.0f/s%s",
                "#".repeat(full),
                " ".repeat(BAR - full),
                Math.floor(100 * share),
                estimate.done(),
                estimate.estimated(),
                estimate.rowsPerSecond(),
                estimate.remaining().map(rest -> ", " + clock(rest) + " left").orElse(""));
    }

    private static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format("%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format("%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
