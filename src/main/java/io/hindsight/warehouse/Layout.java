package io.hindsight.warehouse;

import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says how a warehouse of many machines lays out its tables.
 *
 * @param buckets parts that a table's rows are spread over
 * @param replication copies of each part
 * @param distributedBy columns by which the rows of declared tables are spread, where that isn't their key
 * @param orderBy columns by which they are sorted, likewise
 */
public record Layout(
        int buckets, int replication, Map<String, List<String>> distributedBy, Map<String, List<String>> orderBy) {

    /** One that spreads and sorts all tables by their keys. */
    public Layout(int buckets, int replication) {
        this(buckets, replication, Map.of(), Map.of());
    }

    /** The columns that a table's rows are spread by; empty for its key. */
    public Optional<List<String>> distributedBy(TableDeclaration table) {
        return Optional.ofNullable(distributedBy.get(table.name()));
    }

    /** The columns that they are sorted by; empty for what tells them apart. */
    public Optional<List<String>> orderBy(TableDeclaration table) {
        return Optional.ofNullable(orderBy.get(table.name()));
    }
}
