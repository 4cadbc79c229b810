package io.hindsight.reconcile;

import io.hindsight.settings.CheckSettings;
import io.hindsight.source.RateLimiter;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks through the whole table, chunk by chunk of the source's key, for keys that may disagree. Keys whose order the
 * engines share are summed up by ranges, and only a chunk whose sums differ is looked at row by row; of others, text
 * above all, each key is asked for.
 */
final class Comparison {

    private final CapturedTable table;
    private final ComparedTable source;
    private final ComparedTable warehouse;
    private final CheckSettings settings;
    private final RateLimiter limiter;
    private final Set<Key> suspects = new LinkedHashSet<>();
    private long rows;

    Comparison(CapturedTable table, ComparedTable source, ComparedTable warehouse, CheckSettings settings) {
        this.table = table;
        this.source = source;
        this.warehouse = warehouse;
        this.settings = settings;
        this.limiter = new RateLimiter(settings.rowsPerSecond());
    }

    /** Finds keys that may disagree; it ends early when there are too many to be looked at again. */
    Set<Key> suspects() throws SQLException, InterruptedException {
        for (Key after = null, upTo; ; after = upTo) {
            upTo = source.boundary(after, settings.chunkSize());
            var chunk = new Range(after, upTo);
            if (isOrderShared()) {
                compareRange(chunk);
            } else {
                compareKeys(chunk);
            }
            if (upTo == null || isTooMany()) {
                break;
            }
        }
        if (!isOrderShared()) {
            lookForExtraKeys();
        }
        return suspects;
    }

    /** Finds the keys of the rows on either side that have one of some values, by the columns that have them. */
    Set<Key> suspects(Map<List<String>, Set<Key>> rows) throws SQLException, InterruptedException {
        for (var some : rows.entrySet()) {
            var columns = some.getKey().stream()
                    .flatMap(name -> table.unmasked().stream()
                            .filter(column -> column.name().equals(name)))
                    .toList();
            if (columns.size() < some.getKey().size()) {
                // one that isn't kept
                return suspects();
            }
            suspects.addAll(source.keysWith(columns, some.getValue()));
            suspects.addAll(warehouse.keysWith(columns, some.getValue()));
        }
        return suspects;
    }

    /** Finds keys that the source may not have any more. */
    Set<Key> maybeGone() throws SQLException, InterruptedException {
        lookForExtraKeys();
        return suspects;
    }

    /** How many of the source's rows have been compared. */
    long rows() {
        return rows;
    }

    boolean isTooMany() {
        return suspects.size() > settings.mostDifferences();
    }

    private boolean isOrderShared() {
        return table.keys().stream().allMatch(key -> switch (key.type().kind()) {
            case TEXT, ENUM, SET, TIME -> false;
            default -> true;
        });
    }

    private void compareRange(Range chunk) throws SQLException, InterruptedException {
        if (source.sums()) {
            var sum = source.sum(chunk);
            rows += sum.rows();
            limiter.read(sum.rows());
            if (sum.equals(warehouse.sum(chunk))) {
                return;
            }
            rows -= sum.rows();
        }
        compare(read(chunk), warehouse.rows(chunk));
    }

    private void compareKeys(Range chunk) throws SQLException, InterruptedException {
        var there = read(chunk);
        compare(there, warehouse.rows(there.stream().map(ComparedRow::key).toList()));
    }

    private List<ComparedRow> read(Range chunk) throws SQLException, InterruptedException {
        var there = source.rows(chunk);
        rows += there.size();
        limiter.read(there.size());
        return there;
    }

    private void compare(List<ComparedRow> there, List<ComparedRow> kept) {
        var left = byKey(kept);
        for (var row : there) {
            var other = left.remove(row.key());
            if (other == null || !row.agreesWith(other)) {
                suspects.add(row.key());
            }
        }
        suspects.addAll(left.keySet());
    }

    static Map<Key, ComparedRow> byKey(List<ComparedRow> rows) {
        return rows.stream().collect(Collectors.toMap(ComparedRow::key, Function.identity(), (one, two) -> one));
    }

    private void lookForExtraKeys() throws SQLException, InterruptedException {
        for (Key after = null; !isTooMany(); ) {
            var kept = warehouse.keysAfter(after, settings.chunkSize());
            if (kept.isEmpty()) {
                return;
            }
            var there = byKey(source.rows(kept)).keySet();
            limiter.read(there.size());
            kept.stream().filter(key -> !there.contains(key)).forEach(suspects::add);
            after = kept.get(kept.size() - 1);
        }
    }
}
