package io.hindsight.source.postgresql;

import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceOffset;
import io.hindsight.source.SourceRows;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Asks a PostgreSQL. */
final class PostgresSource implements Source {

    private final Connection connection;
    private final PostgresCatalog catalog;

    PostgresSource(SourceSettings settings) throws SQLException {
        this.connection = PostgresConnection.open(settings);
        this.catalog = new PostgresCatalog(connection);
    }

    @Override
    public String version() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public String commitTimes() {
        return "in microseconds";
    }

    @Override
    public boolean has(TableName table) throws SQLException {
        return catalog.has(table);
    }

    @Override
    public List<SourceColumn> columns(TableName table) throws SQLException {
        return catalog.columns(table);
    }

    @Override
    public Map<String, Long> rowEstimates(Collection<TableName> tables) throws SQLException {
        return catalog.rowEstimates(tables);
    }

    @Override
    public SourceOffset end() {
        throw new UnsupportedOperationException("where its log ends");
    }

    @Override
    public Instant now() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    @Override
    public String retention() {
        return "PostgreSQL's log has its changes until capture has read them, or until max_slot_wal_keep_size is reached";
    }

    @Override
    public SourceRows rows(TableName table) {
        return new SourceRows(connection, new PostgresText(), PostgresNames.quoted(table));
    }

    @Override
    public void requestSnapshot(List<CapturedTable> tables) {
        throw new UnsupportedOperationException("snapshots while changes flow");
    }

    @Override
    public void requestSnapshot(CapturedTable table, List<Key> keys) {
        throw new UnsupportedOperationException("snapshots while changes flow");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
