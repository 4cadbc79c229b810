package io.hindsight.source.mysql;

import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Comments;
import io.hindsight.source.Source;
import io.hindsight.source.SourceRows;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Asks a MySQL or a MariaDB. */
final class MySqlSource implements Source {

    private static final int FIRST_WITH_MICROSECONDS = 8;

    private final SourceSettings settings;
    private final Connection connection;
    private final InformationSchema schema;

    MySqlSource(SourceSettings settings, Duration answer) throws SQLException {
        this.settings = settings;
        this.connection = MySqlConnection.open(settings, answer);
        this.schema = new InformationSchema(connection);
    }

    @Override
    public String version() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public String commitTimes() throws SQLException {
        var isOld = connection.getMetaData().getDatabaseMajorVersion() < FIRST_WITH_MICROSECONDS;
        return settings.kind() == SourceKind.MARIADB || isOld ? "in seconds" : "in microseconds";
    }

    @Override
    public List<TableName> tables() throws SQLException {
        return schema.tables();
    }

    @Override
    public boolean has(TableName table) throws SQLException {
        return schema.has(table);
    }

    @Override
    public List<SourceColumn> columns(TableName table) throws SQLException {
        return schema.columns(table);
    }

    @Override
    public Map<String, Long> rowEstimates(Collection<TableName> tables) throws SQLException {
        return schema.rowEstimates(tables);
    }

    @Override
    public Map<TableName, Comments> comments(Collection<TableName> tables) throws SQLException {
        return schema.comments(tables);
    }

    @Override
    public BinlogOffset end() throws SQLException {
        return BinlogOffset.end(connection);
    }

    @Override
    public Instant now() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            rows.next();
            return rows.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    @Override
    public String retention() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT @@binlog_expire_logs_seconds")) {
            rows.next();
            var seconds = rows.getLong(1);
            return "MySQL's binlog has its changes "
                    + (seconds == 0
                            ? "for ever (binlog_expire_logs_seconds = 0): PURGE BINARY LOGS removes them"
                            : "until " + Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS)
                                    + " (binlog_expire_logs_seconds = " + seconds + ")");
        }
    }

    @Override
    public SourceRows rows(TableName table) {
        return new SourceRows(connection, new MySqlText(), MySqlNames.quoted(table));
    }

    @Override
    public void requestSnapshot(Settings pipeline, List<CapturedTable> tables) throws SQLException {
        new SignalTable(connection, settings).read(tables);
    }

    @Override
    public void requestSnapshot(Settings pipeline, CapturedTable table, List<Key> keys) throws SQLException {
        new SignalTable(connection, settings).read(table, keys);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
