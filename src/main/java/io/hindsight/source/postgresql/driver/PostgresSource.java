package io.hindsight.source.postgresql.driver;

import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Comments;
import io.hindsight.source.KeptLog;
import io.hindsight.source.Source;
import io.hindsight.source.SourceRows;
import io.hindsight.source.postgresql.PostgresConnection;
import io.hindsight.source.postgresql.PostgresNames;
import io.hindsight.source.postgresql.WalOffset;
import io.hindsight.source.postgresql.check.PostgresCheck;
import io.hindsight.source.postgresql.snapshot.ReadAgain;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a PostgreSQL. */
final class PostgresSource implements Source {

    /** The first eight digits of a log file's name are its timeline. */
    private static final String END =
            "SELECT left(pg_walfile_name(lsn), 8), lsn - pg_lsn '0/0'" + " FROM pg_current_wal_insert_lsn() AS lsn";

    private static final String PUBLISHED =
            """
            SELECT 1 FROM pg_publication_rel p
              JOIN pg_publication b ON b.oid = p.prpubid
              JOIN pg_class r ON r.oid = p.prrelid JOIN pg_namespace n ON n.oid = r.relnamespace
            WHERE b.pubname = ? AND n.nspname = ? AND r.relname = ?
              AND age(p.xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)
            """;

    private final SourceSettings settings;
    private final Connection connection;
    private final PostgresCatalog catalog;

    PostgresSource(SourceSettings settings, Duration answer) throws SQLException {
        this.settings = settings;
        this.connection = PostgresConnection.open(settings, answer);
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
    public List<TableName> tables() throws SQLException {
        return catalog.tables(settings.database());
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
    public Map<TableName, Comments> comments(Collection<TableName> tables) throws SQLException {
        return catalog.comments(tables);
    }

    @Override
    public Map<String, Long> rowEstimates(Collection<TableName> tables) throws SQLException {
        return catalog.rowEstimates(tables);
    }

    /**
     * Commits something behind the place, which capture can come to: of one that is between two commits it would know only
     * by the next.
     */
    @Override
    public WalOffset end() throws SQLException {
        try (var statement = connection.createStatement()) {
            WalOffset end;
            try (var row = statement.executeQuery(END)) {
                row.next();
                end = new WalOffset(Integer.parseInt(row.getString(1), 16), row.getLong(2));
            }
            statement.execute("SELECT pg_logical_emit_message(true, 'hindsight', '')");
            return end;
        }
    }

    @Override
    public Optional<KeptLog> keptLog() throws SQLException {
        return KeptSlot.read(connection, settings.slot());
    }

    @Override
    public List<String> untold(Settings pipeline) throws SQLException {
        return PostgresCheck.untold(connection, pipeline);
    }

    /** Those that are published, and to which no transaction writes any more that had begun before that. */
    @Override
    public List<TableName> toBeRead(Collection<TableName> found) throws SQLException {
        var published = new ArrayList<TableName>();
        try (var statement = connection.prepareStatement(PUBLISHED)) {
            for (var table : found) {
                statement.setString(1, settings.publication());
                statement.setString(2, table.schema());
                statement.setString(3, table.table());
                try (var row = statement.executeQuery()) {
                    if (row.next()) {
                        published.add(table);
                    }
                }
            }
        }
        return published;
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
    public void requestSnapshot(Settings pipeline, List<CapturedTable> tables) throws SQLException {
        try (var reading = new ReadAgain(pipeline, connection, this::end)) {
            for (var table : tables) {
                reading.read(table, catalog.words(table.source()));
            }
        }
    }

    @Override
    public void requestSnapshot(Settings pipeline, CapturedTable table, List<Key> keys) throws SQLException {
        try (var reading = new ReadAgain(pipeline, connection, this::end)) {
            reading.read(table, catalog.words(table.source()), keys);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
