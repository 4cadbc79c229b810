package io.hindsight.reconcile;

import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import io.hindsight.warehouse.BrokenHistory;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.schema.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks a warehouse by SQL. Keys whose order the engines share are summed up by ranges, and only a range whose sums differ
 * is looked at row by row; of others, text above all, each key is asked for.
 */
final class KeptTable implements Kept {

    /** Keys that the source is asked for at once. */
    private static final int KEYS = 1_000;

    private final Connection connection;
    private final Dialect dialect;
    private final CapturedTable captured;
    private final ComparedTable table;

    private KeptTable(Connection connection, Dialect dialect, CapturedTable captured) {
        this.connection = connection;
        this.dialect = dialect;
        this.captured = captured;
        this.table = ComparedTable.warehouse(connection, dialect, captured);
    }

    static Kept open(CapturedTable table, WarehouseSettings warehouse) throws SQLException {
        var connection = warehouse.connect();
        try {
            if (new TargetTable(warehouse.dialect(), connection).find(table).isEmpty()) {
                throw Kept.missing();
            }
            return new KeptTable(connection, warehouse.dialect(), table);
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    @Override
    public boolean findsExtra() {
        return captured.keys().stream().allMatch(key -> switch (key.type().kind()) {
            case TEXT, ENUM, SET, TIME -> false;
            default -> true;
        });
    }

    @Override
    public Set<Key> suspects(Range chunk, SourceReading source) throws SQLException, InterruptedException {
        if (findsExtra() && source.table().sums()) {
            var sum = source.sum(chunk);
            if (sum.equals(table.sum(chunk))) {
                source.compared(sum.rows());
                return Set.of();
            }
        }
        var there = source.rows(chunk);
        source.compared(there.size());
        var kept = findsExtra()
                ? table.rows(chunk)
                : table.rows(there.stream().map(ComparedRow::key).toList());
        var suspects = new LinkedHashSet<Key>();
        var left = ComparedRow.byKey(kept);
        for (var row : there) {
            var other = left.remove(row.key());
            if (other == null || !row.agreesWith(other)) {
                suspects.add(row.key());
            }
        }
        suspects.addAll(left.keySet());
        return suspects;
    }

    @Override
    public Set<Key> extra(SourceReading source, int most) throws SQLException, InterruptedException {
        var extra = new LinkedHashSet<Key>();
        var kept = table.keysAfter(null, KEYS);
        while (!kept.isEmpty() && extra.size() < most) {
            var there = source.among(kept);
            kept.stream().filter(key -> !there.contains(key)).forEach(extra::add);
            kept = table.keysAfter(kept.get(kept.size() - 1), KEYS);
        }
        return extra;
    }

    @Override
    public List<ComparedRow> rows(Collection<Key> wanted) throws SQLException {
        return table.rows(wanted);
    }

    @Override
    public List<Key> keysWith(List<Column> columns, Collection<Key> values) throws SQLException {
        return table.keysWith(columns, values);
    }

    @Override
    public Map<Key, String> lastChanges(Collection<Key> wanted) throws SQLException {
        return table.lastChanges(wanted);
    }

    @Override
    public List<TableReport.Broken> broken(int most) throws SQLException {
        var sql = BrokenHistory.statement(dialect, captured, most);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var broken = new ArrayList<TableReport.Broken>();
            var keys = captured.keys().size();
            while (rows.next()) {
                var texts = new ArrayList<String>();
                for (var index = 1; index <= keys; index++) {
                    texts.add(rows.getString(index));
                }
                broken.add(new TableReport.Broken(new Key(texts), rows.getString(keys + 1)));
            }
            return broken;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
