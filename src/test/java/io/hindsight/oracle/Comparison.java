package io.hindsight.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** One table's history in a warehouse beside what the triggers wrote down, and its current rows beside the source's. */
public final class Comparison {

    private static final int WORDS_FOR = 10;

    private final String what;
    private long changes;
    private long lost;
    private long doubled;
    private long wrongOrder;
    private long brokenIntervals;
    private long wrongCurrent;
    private final List<String> words = new ArrayList<>();

    /** @param what table and warehouse, for people */
    Comparison(String what) {
        this.what = what;
    }

    /**
     * Compares the histories, change by change.
     *
     * @param written changes by key, in the order of their commits
     * @param kept versions in the order of change_seq
     */
    void history(Map<Integer, List<String>> written, List<Version> kept) {
        var versions = new TreeMap<>(kept.stream().collect(groupingBy(Version::key)));
        var keys = new TreeSet<>(written.keySet());
        keys.addAll(versions.keySet());
        for (var key : keys) {
            changes(key, written.getOrDefault(key, List.of()), versions.getOrDefault(key, List.of()));
            intervals(key, versions.getOrDefault(key, List.of()));
        }
    }

    private void changes(int key, List<String> written, List<Version> versions) {
        changes += written.size();
        var kept = versions.stream().map(Version::change).toList();
        if (kept.equals(written)) {
            return;
        }
        var balance = new HashMap<String, Integer>();
        written.forEach(change -> balance.merge(change, 1, Integer::sum));
        kept.forEach(change -> balance.merge(change, -1, Integer::sum));
        var missing =
                balance.values().stream().mapToInt(count -> Math.max(0, count)).sum();
        var tooMany =
                balance.values().stream().mapToInt(count -> Math.max(0, -count)).sum();
        lost += missing;
        doubled += tooMany;
        wrongOrder += missing + tooMany == 0 ? 1 : 0;
        var place = 0;
        while (place < Math.min(kept.size(), written.size()) && kept.get(place).equals(written.get(place))) {
            place++;
        }
        say("key " + key + ": " + missing + " lost, " + tooMany + " too many; the first difference is change "
                + (place + 1) + " of " + written.size() + ", written "
                + (place < written.size() ? written.get(place) : "nothing") + ", kept "
                + (place < kept.size() ? versions.get(place) : "nothing"));
    }

    private void intervals(int key, List<Version> versions) {
        for (var index = 0; index < versions.size(); index++) {
            var version = versions.get(index);
            var next = index + 1 < versions.size() ? versions.get(index + 1) : null;
            var end = version.isDelete() ? Long.valueOf(version.start()) : next == null ? null : (Long) next.start();
            var isWhole = Objects.equals(version.end(), end)
                    && version.current() == (end == null)
                    && (next == null
                            || next.start() >= version.start() && !next.seq().equals(version.seq()));
            if (!isWhole) {
                brokenIntervals++;
                say("key " + key + ": " + version + " is followed by " + next);
            }
        }
    }

    /** Compares rows: those of the source and those of a view. */
    void current(List<String> source, List<String> kept) {
        var balance = new HashMap<String, Integer>();
        source.forEach(row -> balance.merge(row, 1, Integer::sum));
        kept.forEach(row -> balance.merge(row, -1, Integer::sum));
        balance.forEach((row, count) -> {
            if (count != 0) {
                wrongCurrent += Math.abs(count);
                say("current " + row + (count > 0 ? " is missing" : " is too many"));
            }
        });
    }

    private void say(String difference) {
        if (words.size() < WORDS_FOR) {
            words.add(what + ", " + difference);
        }
    }

    public long changes() {
        return changes;
    }

    public boolean holds() {
        return lost + doubled + wrongOrder + brokenIntervals + wrongCurrent == 0;
    }

    /** The first differences in words. */
    public List<String> words() {
        return words;
    }

    @Override
    public String toString() {
        return "%-22s %,9d changes: %d lost, %d doubled, %d keys in wrong order, %d broken intervals, %d current rows wrong"
                .formatted(what, changes, lost, doubled, wrongOrder, brokenIntervals, wrongCurrent);
    }
}
