package io.hindsight.source.mysql;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Completes declarations by what {@code information_schema} says of the source's tables. */
public final class SourceSchema {

    private static final String COLUMNS =
            """
            SELECT c.column_name, c.data_type, c.column_type, c.numeric_precision, c.numeric_scale,
                   least(c.character_maximum_length, 2147483647) AS characters,
                   c.datetime_precision, c.character_set_name, c.is_nullable, coalesce(k.seq_in_index, 0) AS key_position
            FROM information_schema.columns c
            LEFT JOIN information_schema.statistics k
                   ON k.table_schema = c.table_schema AND k.table_name = c.table_name
                  AND k.column_name = c.column_name AND k.index_name = 'PRIMARY'
            WHERE c.table_schema = ? AND c.table_name = ?
            ORDER BY c.ordinal_position
            """;

    private static final String TABLE =
            "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?";

    private final Connection connection;

    public SourceSchema(Connection connection) {
        this.connection = connection;
    }

    /**
     * Gives the table with its columns.
     *
     * @throws InvalidTableException when there is none, or the declaration and the schema don't fit, naming both and the cure
     */
    public CapturedTable table(TableDeclaration declaration) throws SQLException {
        return CapturedTable.of(declaration, columns(declaration));
    }

    private List<SourceColumn> columns(TableDeclaration declaration) throws SQLException {
        var columns = new ArrayList<SourceColumn>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, declaration.source().database());
            statement.setString(2, declaration.source().table());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(MySqlTypes.column(rows));
                }
            }
        }
        return columns;
    }

    /** Says whether there is such a table. */
    public static boolean hasTable(Connection connection, TableName table) throws SQLException {
        try (var query = connection.prepareStatement(TABLE)) {
            query.setString(1, table.database());
            query.setString(2, table.table());
            try (var found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    /**
     * Completes declarations, in their order; those of tables that aren't there are left out.
     *
     * @throws InvalidTableException as for a single one
     */
    public Map<TableDeclaration, CapturedTable> tables(List<TableDeclaration> declarations) throws SQLException {
        var tables = new LinkedHashMap<TableDeclaration, CapturedTable>();
        for (var declaration : declarations) {
            var columns = columns(declaration);
            if (!columns.isEmpty()) {
                tables.put(declaration, CapturedTable.of(declaration, columns));
            }
        }
        return tables;
    }
}
