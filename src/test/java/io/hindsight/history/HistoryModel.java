package io.hindsight.history;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a history must hold, said in the plainest way: a function of the set of changes, no SQL in it. */
public final class HistoryModel {

    /** One version as it must stand in the table; {@code end} is null while it is open. */
    public record Version(long key, String seq, char op, Instant start, Instant end, List<Object> values) {}

    private HistoryModel() {}

    /** Gives the versions of all keys, by key and seq; rows have their key as first value. */
    public static List<Version> versions(Collection<Row> rows, Collection<Truncate> truncates) {
        return versions(rows, truncates, Duration.ZERO);
    }

    /** The same, where all is known since a moment: what is first read of a key was so since then. */
    public static List<Version> versions(
            Collection<Row> rows, Collection<Truncate> truncates, Collection<Beginning> beginnings) {
        var until = beginnings.stream().map(Beginning::seq).max(naturalOrder()).orElse("");
        var since = beginnings.stream().map(Beginning::at).min(naturalOrder()).orElse(Instant.MAX);
        var begun = rows.stream()
                .map(row -> row.op() == 'r'
                                && row.seq().compareTo(until) <= 0
                                && row.start().isAfter(since)
                                && isFirst(row, rows, truncates)
                        ? new Row('r', since, row.seq(), row.values(), null)
                        : row)
                .toList();
        return versions(begun, truncates);
    }

    private static boolean isFirst(Row row, Collection<Row> rows, Collection<Truncate> truncates) {
        var before = rows.stream()
                .filter(other -> other.values().get(0).equals(row.values().get(0)))
                .map(Row::seq)
                .filter(seq -> seq.compareTo(row.seq()) < 0)
                .max(naturalOrder());
        return before.isEmpty()
                || truncates.stream()
                        .anyMatch(truncate -> truncate.seq().compareTo(before.get()) > 0
                                && truncate.seq().compareTo(row.seq()) < 0);
    }

    /** The same, where each change of a key is at least so long after the one before. */
    public static List<Version> versions(Collection<Row> rows, Collection<Truncate> truncates, Duration apart) {
        var byKey = new TreeMap<Long, TreeMap<String, Row>>();
        rows.forEach(row -> byKey.computeIfAbsent((Long) row.values().get(0), key -> new TreeMap<>())
                .put(row.seq(), row));
        var versions = new ArrayList<Version>();
        byKey.forEach((key, chain) -> versions.addAll(versionsOf(key, chain, truncates, apart)));
        return versions;
    }

    /** What a change leaves out is as the one before it has it; a truncate leaves nothing. */
    private static Row said(Row row, Row before) {
        if (row == null || row.unchanged().isEmpty()) {
            return row;
        }
        var values = new ArrayList<>(row.values());
        row.unchanged()
                .forEach(place -> values.set(
                        place, before == null ? null : before.values().get(place)));
        return new Row(row.op(), row.start(), row.seq(), values, null);
    }

    private static List<Version> versionsOf(
            long key, TreeMap<String, Row> chain, Collection<Truncate> truncates, Duration apart) {
        var ends = new TreeMap<String, Instant>();
        truncates.forEach(truncate -> ends.put(truncate.seq(), truncate.at()));
        Set<String> places = new TreeSet<>(chain.keySet());
        places.addAll(ends.keySet());

        var versions = new ArrayList<Version>();
        var clock = Instant.EPOCH;
        Row inForce = null;
        Row said = null;
        Version open = null;
        for (var place : places) {
            var row = said(chain.get(place), said);
            said = row;
            if (row == null && place.compareTo(chain.firstKey()) < 0) {
                continue; // the key wasn't there yet
            }
            var at = row == null ? ends.get(place) : row.start();
            var earliest = clock.plus(apart);
            clock = at.isAfter(earliest) ? at : earliest;
            var repeats = row != null
                    && row.op() == 'r'
                    && inForce != null
                    && inForce.values().equals(row.values());
            if (!repeats && open != null) {
                versions.add(new Version(key, open.seq(), open.op(), open.start(), clock, open.values()));
                open = null;
            }
            if (row == null) {
                inForce = null;
            } else if (row.op() == 'd' || repeats) {
                versions.add(new Version(key, place, row.op(), clock, clock, row.values()));
                inForce = row.op() == 'd' ? null : inForce;
            } else {
                open = new Version(key, place, row.op(), clock, null, row.values());
                inForce = row;
            }
        }
        if (open != null) {
            versions.add(open);
        }
        versions.sort((left, right) -> left.seq().compareTo(right.seq()));
        return versions;
    }
}
