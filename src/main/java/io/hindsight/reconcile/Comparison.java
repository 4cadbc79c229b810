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

/** Looks through the whole table, chunk by chunk of the source's key, for keys that may disagree. */
final class Comparison {

    private final CapturedTable table;
    private final SourceReading source;
    private final Kept warehouse;
    private final CheckSettings settings;
    private final Set<Key> suspects = new LinkedHashSet<>();

    Comparison(CapturedTable table, ComparedTable source, Kept warehouse, CheckSettings settings) {
        this.table = table;
        this.source = new SourceReading(source, new RateLimiter(settings.rowsPerSecond()));
        this.warehouse = warehouse;
        this.settings = settings;
    }

    /** Finds keys that may disagree; it ends early when there are too many to be looked at again. */
    Set<Key> suspects() throws SQLException, InterruptedException {
        for (Key after = null, upTo; ; after = upTo) {
            upTo = source.table().boundary(after, settings.chunkSize());
            suspects.addAll(warehouse.suspects(new Range(after, upTo), source));
            if (upTo == null || isTooMany()) {
                break;
            }
        }
        return warehouse.findsExtra() || isTooMany() ? suspects : maybeGone();
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
            suspects.addAll(source.table().keysWith(columns, some.getValue()));
            suspects.addAll(warehouse.keysWith(columns, some.getValue()));
        }
        return suspects;
    }

    /** Finds keys that the source may not have any more. */
    Set<Key> maybeGone() throws SQLException, InterruptedException {
        suspects.addAll(warehouse.extra(source, settings.mostDifferences() - suspects.size() + 1));
        return suspects;
    }

    /** How many of the source's rows have been compared. */
    long rows() {
        return source.compared();
    }

    boolean isTooMany() {
        return suspects.size() > settings.mostDifferences();
    }
}
