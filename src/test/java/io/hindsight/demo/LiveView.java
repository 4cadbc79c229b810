package io.hindsight.demo;

import io.hindsight.demo.Counts.OfHistory;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Shows the counts as they come: on a terminal one block drawn over itself, elsewhere a line now and then. */
final class LiveView {

    private static final String HEAD = "  %-12s%10s%12s%10s%10s%10s%9s";
    private static final String ROW = "  %-12s%,10d%,12.0f%,10d%10s%10s%9s";
    /** Counts that the rates are taken over: of about as many seconds. */
    private static final int REMEMBERED = 6;

    private final PrintStream out;
    private final boolean terminal;
    private final List<Store> warehouses;
    private final long start = System.nanoTime();
    private final Deque<Counts> past = new ArrayDeque<>();
    private int drawn;

    LiveView(PrintStream out, boolean terminal, List<Store> warehouses) {
        this.out = out;
        this.terminal = terminal;
        this.warehouses = warehouses;
    }

    boolean isTerminal() {
        return terminal;
    }

    Duration pause() {
        return Duration.ofSeconds(terminal ? 1 : 5);
    }

    /**
     * Shows them.
     *
     * @param problems what doesn't work at the moment
     * @param hint the last line, if not empty
     */
    void show(Counts counts, List<String> problems, String hint) {
        past.addLast(counts);
        if (past.size() > REMEMBERED) {
            past.removeFirst();
        }
        if (terminal) {
            draw(block(counts, problems, hint));
        } else {
            out.println(line(counts, problems) + (hint.isEmpty() ? "" : "\n\n" + hint));
        }
    }

    private void draw(List<String> block) {
        // back to where the block began, and everything below is cleared
        out.print((drawn == 0 ? "" : "\033[" + drawn + "A") + "\r\033[J" + String.join("\n", block) + "\n");
        out.flush();
        drawn = block.size();
    }

    private List<String> block(Counts counts, List<String> problems, String hint) {
        var block = new ArrayList<String>();
        block.add("");
        block.add(faint(HEAD.formatted(elapsed(counts), "changes", "per second", "open", "closed", "deletes", "lag")));
        block.add(counts.source()
                .map(source ->
                        ROW.formatted("MySQL", source.changes(), rate(-1, source.changes()), source.rows(), "", "", ""))
                .orElse("  MySQL       doesn't answer"));
        for (var i = 0; i < warehouses.size(); i++) {
            block.add(row(i, counts));
        }
        block.add("");
        problems.forEach(problem -> block.add("  " + shortened(problem)));
        block.add("  " + hint);
        return block;
    }

    private String row(int index, Counts counts) {
        var name = warehouses.get(index).name();
        return counts.histories()
                .get(index)
                .map(history -> String.format(
                        Locale.ROOT,
                        ROW,
                        name,
                        history.changes(),
                        rate(index, history.changes()),
                        history.open(),
                        grouped(history.closed()),
                        grouped(history.deletes()),
                        lag(history)))
                .orElse(String.format("  %-12sdoesn't answer", name));
    }

    private String line(Counts counts, List<String> problems) {
        var line = new StringBuilder(String.format("  %6s  ", elapsed(counts)));
        line.append(counts.source()
                .map(source -> String.format(
                        Locale.ROOT, "MySQL %,d changes, %.0f/s", source.changes(), rate(-1, source.changes())))
                .orElse("MySQL doesn't answer"));
        for (var i = 0; i < warehouses.size(); i++) {
            line.append("  |  ")
                    .append(warehouses.get(i).name())
                    .append(counts.histories()
                            .get(i)
                            .map(history -> String.format(
                                    Locale.ROOT,
                                    " %,d open, %,d closed, lag %s",
                                    history.open(),
                                    history.closed() + history.deletes(),
                                    lag(history)))
                            .orElse(" doesn't answer"));
        }
        problems.forEach(problem -> line.append("\n          ").append(problem));
        return line.toString();
    }

    /** Changes per second over the remembered counts; -1 is the source. */
    private double rate(int index, long changes) {
        var oldest = past.getFirst();
        var then = index < 0
                ? oldest.source().map(Counts.OfSource::changes)
                : oldest.histories().get(index).map(OfHistory::changes);
        var seconds = (past.getLast().nanos() - oldest.nanos()) / 1e9;
        return seconds < 0.5 ? 0 : Math.max(0, changes - then.orElse(changes)) / seconds;
    }

    private String elapsed(Counts counts) {
        var seconds = Math.max(0, counts.nanos() - start) / 1_000_000_000L;
        return String.format("%d:%02d", seconds / 60, seconds % 60);
    }

    private static String lag(OfHistory history) {
        return String.format(Locale.ROOT, "%.1f s", history.lag());
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String shortened(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() > 76 ? line.substring(0, 75) + "…" : line;
    }

    private String faint(String text) {
        return System.getenv("NO_COLOR") == null ? "\033[2m" + text + "\033[0m" : text;
    }
}
