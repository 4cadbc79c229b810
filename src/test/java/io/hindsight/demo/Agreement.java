package io.hindsight.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether MySQL's item assets and their history in a warehouse agree, compared row by row and column by column: the
 * rows of now, every change that MySQL's triggers recorded, and the intervals.
 *
 * @param rows in MySQL now
 * @param changes that MySQL recorded
 * @param differences how many there are in all
 * @param first the first of them in words
 */
public record Agreement(long rows, long changes, long differences, List<String> first) {

    private static final int WORDS_FOR = 10;

    /** Compares all of MySQL with all of a warehouse, reading both as of one moment each. */
    static Agreement between(Store source, Store warehouse) throws SQLException {
        return between(source, warehouse, WORDS_FOR);
    }

    /** The same, with words for so many differences. */
    static Agreement between(Store source, Store warehouse, int wordsFor) throws SQLException {
        try (var sourceConnection = source.connectToStream();
                var warehouseConnection = warehouse.connectToStream()) {
            return compare(sourceConnection, source, warehouseConnection, warehouse, wordsFor);
        }
    }

    private static Agreement compare(
            Connection sourceConnection, Store source, Connection warehouseConnection, Store warehouse, int wordsFor)
            throws SQLException {
        var rows = 0L;
        var changes = 0L;
        var differences = 0L;
        var first = new ArrayList<String>();
        try (var current = new KeyedRows<>(sourceConnection, source.sql("current"), Asset::read);
                var recorded = new KeyedRows<>(sourceConnection, source.sql("changes"), Change::read);
                var history = new KeyedRows<>(warehouseConnection, warehouse.sql("history"), Version::read)) {
            for (var key = least(current, recorded, history);
                    key != Long.MAX_VALUE;
                    key = least(current, recorded, history)) {
                var keyRows = current.take(key);
                var keyChanges = recorded.take(key);
                var found = KeyAgreement.differences(keyRows, keyChanges, history.take(key));
                rows += keyRows.size();
                changes += keyChanges.size();
                differences += found.size();
                for (var difference : found.subList(0, Math.min(found.size(), wordsFor - first.size()))) {
                    first.add(warehouse.name() + ", asset " + key + ": " + difference);
                }
            }
        }
        return new Agreement(rows, changes, differences, List.copyOf(first));
    }

    private static long least(KeyedRows<?>... all) throws SQLException {
        var least = Long.MAX_VALUE;
        for (var rows : all) {
            least = Math.min(least, rows.key());
        }
        return least;
    }

    boolean holds() {
        return differences == 0;
    }

    /** One agreement of several with the same source. */
    static Agreement of(List<Agreement> all) {
        return new Agreement(
                all.get(0).rows,
                all.get(0).changes,
                all.stream().mapToLong(Agreement::differences).sum(),
                all.stream().flatMap(each -> each.first.stream()).toList());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "source and history %s: %,d rows, %,d changes, %,d differences",
                holds() ? "agree" : "don't agree",
                rows,
                changes,
                differences);
    }
}
