package io.hindsight.source.mysql.structure;

import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.jdbc.JdbcConnection.StatementPreparer;
import io.debezium.relational.TableId;
import io.hindsight.source.mysql.SystemVersioning;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What {@code information_schema} says of a table now, which may be later than the binlog's event: asked over a connection
 * of its own, which is kept for the next table.
 */
public final class Catalog implements AutoCloseable {

    @FunctionalInterface
    private interface CatalogQuery {
        void ask(BinlogConnectorConnection connection) throws SQLException;
    }

    private static final String COLUMNS =
            """
            SELECT column_name, data_type, column_type, is_nullable, character_set_name, character_maximum_length,
                   numeric_precision, numeric_scale, datetime_precision
            FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position
            """;
    private static final String KEY =
            """
            SELECT column_name FROM information_schema.statistics
            WHERE table_schema = ? AND table_name = ? AND index_name = 'PRIMARY' ORDER BY seq_in_index
            """;
    private static final String COLLATIONS =
            "SELECT id, character_set_name FROM information_schema.collations" + " WHERE id IS NOT NULL";
    /** Of MariaDB, whose newer collations have a number for each character set that they are applied to. */
    private static final String APPLIED = "SELECT id, character_set_name"
            + " FROM information_schema.collation_character_set_applicability WHERE id IS NOT NULL";

    private static final Pattern LABEL = Pattern.compile("'((?:[^'\\\\]|''|\\\\.)*)'", Pattern.DOTALL);

    private final Supplier<BinlogConnectorConnection> connections;

    private BinlogConnectorConnection connection;
    private Map<Integer, String> collations;

    public Catalog(Supplier<BinlogConnectorConnection> connections) {
        this.connections = connections;
    }

    /** Empty where no such table is there now. */
    Optional<TableStructure> structure(TableId table) throws SQLException {
        var columns = new ArrayList<ColumnStructure>();
        var key = new ArrayList<String>();
        ask(server -> {
            columns.clear();
            server.prepareQuery(COLUMNS, named(table), rows -> {
                while (rows.next()) {
                    columns.add(column(rows));
                }
            });
            key.clear();
            server.prepareQuery(KEY, named(table), rows -> {
                while (rows.next()) {
                    key.add(rows.getString(1));
                }
            });
        });
        return columns.isEmpty() ? Optional.empty() : Optional.of(new TableStructure(table, columns, key));
    }

    /** Whether the table keeps former versions of its rows itself. */
    boolean isVersioned(TableId table) throws SQLException {
        var found = new AtomicBoolean();
        ask(server -> server.prepareQuery(SystemVersioning.QUERY, named(table), rows -> found.set(rows.next())));
        return found.get();
    }

    /** The server may have ended the connection since it was used last. */
    private synchronized void ask(CatalogQuery query) throws SQLException {
        if (connection != null) {
            try {
                query.ask(connection);
                return;
            } catch (SQLException ended) {
                close();
            }
        }
        connection = connections.get();
        query.ask(connection);
    }

    @Override
    public synchronized void close() throws SQLException {
        if (connection != null) {
            var used = connection;
            connection = null;
            used.close();
        }
    }

    private static StatementPreparer named(TableId table) {
        return (PreparedStatement statement) -> {
            statement.setString(1, table.catalog());
            statement.setString(2, table.table());
        };
    }

    private static ColumnStructure column(ResultSet row) throws SQLException {
        var type = row.getString("data_type").toLowerCase(Locale.ROOT);
        var spelled = row.getString("column_type").toLowerCase(Locale.ROOT);
        var charset = row.getString("character_set_name");
        return new ColumnStructure(
                row.getString("column_name"),
                type,
                spelled.contains(" unsigned"),
                length(type, row),
                scale(type, spelled, row),
                charset == null ? null : ColumnStructure.charset(charset),
                row.getString("is_nullable").equals("YES"),
                type.equals("enum") || type.equals("set") ? labels(row.getString("column_type")) : List.of());
    }

    private static int length(String type, ResultSet row) throws SQLException {
        return switch (type) {
            case "char", "varchar", "binary", "varbinary" -> row.getInt("character_maximum_length");
            case "decimal", "bit" -> row.getInt("numeric_precision");
            case "time", "datetime", "timestamp" -> row.getInt("datetime_precision");
            default -> 0;
        };
    }

    private static int scale(String type, String spelled, ResultSet row) throws SQLException {
        return switch (type) {
            case "decimal" -> row.getInt("numeric_scale");
            case "float", "double" -> spelled.contains(",") ? row.getInt("numeric_scale") : -1;
            default -> -1;
        };
    }

    private static List<String> labels(String spelled) {
        return LABEL.matcher(spelled)
                .results()
                .map(label -> LabelText.read(label.group()))
                .toList();
    }

    /** Gives the character set of a collation by its number in the binlog. */
    String charset(int collation) {
        if (collations == null) {
            collations = new HashMap<>();
            collations(COLLATIONS);
            collations(APPLIED);
        }
        return collations.get(collation);
    }

    private void collations(String query) {
        try {
            ask(server -> server.query(query, rows -> {
                while (rows.next()) {
                    collations.put(rows.getInt(1), ColumnStructure.charset(rows.getString(2)));
                }
            }));
        } catch (SQLException noSuchColumn) {
            // MySQL's table of those has no numbers: the other one has all
        }
    }
}
