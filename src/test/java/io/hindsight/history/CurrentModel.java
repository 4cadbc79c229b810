package io.hindsight.history;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** What a table of the latest rows must hold, said in the plainest way: a function of the set of changes. */
public final class CurrentModel {

    /** The latest row of a key as users see it. */
    public record Latest(long key, String seq, List<Object> values) {}

    private CurrentModel() {}

    /** Gives the latest row of each key that is there, by key; rows have their key as first value. */
    public static List<Latest> latest(Collection<Row> rows, Collection<Truncate> truncates) {
        var last = new TreeMap<Long, Row>();
        for (var row : rows) {
            last.merge(
                    (Long) row.values().get(0),
                    row,
                    (one, other) -> one.seq().compareTo(other.seq()) > 0 ? one : other);
        }
        var emptied =
                truncates.stream().map(Truncate::seq).max(String::compareTo).orElse("");
        return last.values().stream()
                .filter(row -> row.op() != 'd' && row.seq().compareTo(emptied) > 0)
                .map(row -> new Latest((Long) row.values().get(0), row.seq(), row.values()))
                .toList();
    }
}
