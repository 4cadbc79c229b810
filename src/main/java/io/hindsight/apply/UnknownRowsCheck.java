package io.hindsight.apply;

import io.hindsight.capture.owed.UnknownRows;
import io.hindsight.context.ContextSettings;
import io.hindsight.reconcile.KnownKeys;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.BeanInject;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Variable;

/**
 * Finds updates that leave large values out of keys of which the warehouse has no version to take them from, and has those
 * rows read again from the source: called by the apply routes, before such a batch is applied.
 */
public final class UnknownRowsCheck implements AutoCloseable {

    /** Asked for at once. */
    private static final int KEYS = 1_000;

    @BeanInject
    private CamelContext context;

    private UnknownRows rows;

    /** Returns when Kafka knows which rows those are; they are compared when the batch has been applied. */
    public void check(@Variable("applied") AppliedTable applied, @Body ApplyBatch batch) throws SQLException {
        var table = applied.kept().orElseThrow();
        var unknown = unknown(applied, table, List.copyOf(batch.unsaid()));
        unknown.addAll(batch.incomplete());
        if (!unknown.isEmpty()) {
            owe(table, unknown);
        }
    }

    private Set<Key> unknown(AppliedTable applied, CapturedTable table, List<Key> keys) throws SQLException {
        var pool = context.getRegistry().lookupByNameAndType(applied.getWarehouse(), DataSource.class);
        var unknown = new LinkedHashSet<>(keys);
        if (keys.isEmpty()) {
            return unknown;
        }
        try (var connection = pool.getConnection()) {
            for (var from = 0; from < keys.size(); from += KEYS) {
                var some = keys.subList(from, Math.min(keys.size(), from + KEYS));
                unknown.removeAll(
                        KnownKeys.among(some, connection, applied.settings().dialect(), table));
            }
        }
        return unknown;
    }

    private synchronized void owe(CapturedTable table, Set<Key> keys) {
        if (rows == null) {
            rows = new UnknownRows(ContextSettings.of(context));
        }
        rows.owe(table.source(), table.keys().stream().map(Column::name).toList(), keys);
    }

    @Override
    public synchronized void close() {
        if (rows != null) {
            rows.close();
        }
    }
}
