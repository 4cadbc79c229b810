package io.hindsight.source.mysql;

import io.hindsight.source.Finding;
import io.hindsight.table.TableDeclaration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a declared table is there, under exactly that name, and its rows can be told apart. */
final class TableCheck {

    private TableCheck() {}

    static Optional<Finding> run(Connection connection, TableDeclaration table) throws SQLException {
        var option = "hindsight.table." + table.name();
        var names = names(connection, table);
        if (!names.contains(table.source().toString())) {
            return Optional.of(Finding.error(
                    "table " + table.source() + " isn't there, is a view or the user may not see it",
                    names.isEmpty()
                            ? "correct " + option + ".source, or grant SELECT on it"
                            : "write " + option + ".source=" + names.get(0)));
        }
        if (!SystemVersioning.of(connection, List.of(table)).isEmpty()) {
            return Optional.of(Finding.error(
                    "table " + table.source() + " can't be followed: " + SystemVersioning.REASON,
                    SystemVersioning.CURE));
        }
        var columns = columns(connection, table, false);
        for (var column : table.key()) {
            if (!columns.contains(column)) {
                return Optional.of(Finding.error(
                        "table " + table.source() + " has no column " + column + ", which is declared as its key",
                        "correct " + option + ".key"));
            }
        }
        return table.key().isEmpty() && columns(connection, table, true).isEmpty()
                ? Optional.of(Finding.error(
                        "table " + table.source() + " has no primary key",
                        "declare the columns that identify its rows with " + option + ".key"))
                : Optional.empty();
    }

    /** Names that are equal but for the case of letters. */
    private static List<String> names(Connection connection, TableDeclaration table) throws SQLException {
        return texts(
                connection,
                "SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) FROM information_schema.TABLES"
                        + " WHERE LOWER(TABLE_SCHEMA) = LOWER(?) AND LOWER(TABLE_NAME) = LOWER(?)"
                        + " AND TABLE_TYPE NOT LIKE '%VIEW'",
                table);
    }

    private static List<String> columns(Connection connection, TableDeclaration table, boolean ofPrimaryKey)
            throws SQLException {
        return texts(
                connection,
                "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                        + (ofPrimaryKey ? " AND COLUMN_KEY = 'PRI'" : ""),
                table);
    }

    /** Gives the first column of what a query says of a table, whose database and name it takes. */
    static List<String> texts(Connection connection, String query, TableDeclaration table) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, table.source().database());
            statement.setString(2, table.source().table());
            try (var rows = statement.executeQuery()) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }
}
