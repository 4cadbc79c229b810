package io.hindsight.command;

import io.hindsight.capture.held.Hold;
import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.RereadSpan;
import io.hindsight.capture.reread.RereadText;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceOffset;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Has the running program read again what a table was held for, from its first change that wasn't sent. */
record HeldSpan(Settings settings, Consumer<String> say) {

    private static final long LOOK_MILLIS = 500;

    /**
     * Returns when Kafka has all up to a place, or when no more of it can be had.
     *
     * @return whether Kafka has all
     */
    boolean read(Hold hold, SourceOffset end) throws SQLException, InterruptedException {
        try (var rereadings = new Rereadings(settings)) {
            var rereading = new RereadSpan(settings).held(hold, end);
            rereadings.readOn();
            rereadings.ask(rereading);
            say.accept(hold.table() + ": read again from where it was held; hindsight reread says how far it is");
            var reached = await(rereadings, rereading);
            if (reached.state() == RereadProgress.State.DONE) {
                return true;
            }
            rereadings.forget(rereading);
            say.accept(hold.table() + " can't be read again: " + reached.reason());
        } catch (InvalidSettingsException gone) {
            say.accept(hold.table() + " can't be read again: " + gone.getMessage());
        }
        return false;
    }

    /** Waits for as long as it gets on. */
    private RereadProgress await(Rereadings rereadings, Rereading rereading) throws InterruptedException {
        var reached = rereadings.progress(rereading);
        var since = System.nanoTime();
        while (!reached.state().isLast()) {
            if (System.nanoTime() - since > settings.check().patience().toNanos()) {
                throw new IllegalStateException("the running program doesn't read " + rereading.names() + " again: "
                        + RereadText.of(settings.source().kind(), rereading, reached)
                        + "; see that hindsight run captures, and do this again");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            rereadings.readOn();
            var now = rereadings.progress(rereading);
            if (!now.equals(reached)) {
                reached = now;
                since = System.nanoTime();
            }
        }
        return reached;
    }
}
