package io.hindsight.source.postgresql.offset;

import java.util.TreeMap;
import java.util.regex.Pattern;

/** Knows on which timeline a place in a server's log is: each promotion begins a new one, and what lies before stays. */
public final class Timelines {

    /** A line of a history file: the timeline, and where the server left it. */
    private static final Pattern LEFT = Pattern.compile("^(\\d+)\\t([0-9A-F]+)/([0-9A-F]+)", Pattern.MULTILINE);

    private final int current;
    private final TreeMap<Long, Integer> left = new TreeMap<>();

    /** @param history of the current timeline, as the server keeps it in a file; empty for its first */
    public Timelines(int current, String history) {
        this.current = current;
        LEFT.matcher(history)
                .results()
                .forEach(line -> left.put(
                        Long.parseLong(line.group(2), 16) << 32 | Long.parseLong(line.group(3), 16),
                        Integer.parseInt(line.group(1))));
    }

    /** Gives the newest one. */
    int current() {
        return current;
    }

    /** Says whether the server was never there: on that timeline it went on to the next before. */
    boolean isLost(int timeline, long lsn) {
        return left.entrySet().stream().anyMatch(end -> end.getValue() == timeline && end.getKey() < lsn);
    }

    /** Gives the timeline of an LSN. */
    public int at(long lsn) {
        var end = left.higherEntry(lsn);
        return end == null ? current : end.getValue();
    }
}
