package io.hindsight.warehouse;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes all that is known of a key out of a kept table, every version of it, those that are deleted and those that are
 * only staged too. A change of the key that comes afterwards is kept like any other.
 */
public final class Forgetting {

    /** An apply route may write the key while it is being forgotten; then it is done once more. */
    private static final int MOST_TRIES = 5;

    private final Dialect dialect;
    private final CapturedTable table;

    public Forgetting(Dialect dialect, CapturedTable table) {
        this.dialect = dialect;
        this.table = table;
    }

    /**
     * Removes the key's rows, and gives how many there were.
     *
     * @param key as text, in the key columns' order; checked by {@link io.hindsight.table.KeyText}
     */
    public long remove(Connection connection, List<String> key) throws SQLException {
        unstage(connection, key);
        var found = count(connection, key);
        for (var tries = 0; tries < MOST_TRIES && count(connection, key) > 0; tries++) {
            run(connection, removal(), key);
        }
        if (count(connection, key) > 0) {
            throw new SQLException("the key comes again and again: delete it in the source first");
        }
        return found;
    }

    /** Makes all its values NULL, or empty where the engine has no NULL; key, times and ops stay. */
    public long redact(Connection connection, List<String> key) throws SQLException {
        unstage(connection, key);
        if (!table.values().isEmpty()) {
            run(connection, redaction(), key);
        }
        return count(connection, key);
    }

    private void unstage(Connection connection, List<String> key) throws SQLException {
        run(connection, unstaging(), key);
    }

    /** The statement that removes what is staged of a key, a parameter for each of its columns. */
    String unstaging() {
        return filled("forget", dialect.quote(table.declaration().target() + "_stage"), which(dialect::askedInStage));
    }

    /** The same for what is kept. */
    String removal() {
        return filled("forget", dialect.rows(table), which());
    }

    /** The statement that takes the values of a key away; the table must have columns beside the key. */
    String redaction() {
        return filled("redact", dialect.rows(table), which());
    }

    private String filled(String file, String kept, String which) {
        return SqlTemplate.load(dialect.name(), file).fill(place -> switch (place) {
            case "kept" -> kept;
            case "which" -> which;
            case "blanks" -> table.values().stream()
                    .map(column -> dialect.quote(column.target()) + " = " + dialect.emptied(column))
                    .collect(Collectors.joining(", "));
            default -> throw new IllegalStateException(place);
        });
    }

    private long count(Connection connection, List<String> key) throws SQLException {
        var sql = "SELECT count(*) FROM " + dialect.rows(table) + " WHERE " + which();
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, key);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void run(Connection connection, String sql, List<String> key) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, key);
            statement.execute();
        }
    }

    private String which() {
        return which(column -> dialect.asked(column, "?"));
    }

    private String which(Function<Column, String> value) {
        return table.keys().stream()
                .map(column -> dialect.quote(column.target()) + " = " + value.apply(column))
                .collect(Collectors.joining(" AND "));
    }

    private static void bind(PreparedStatement statement, List<String> key) throws SQLException {
        for (var index = 0; index < key.size(); index++) {
            statement.setString(index + 1, key.get(index));
        }
    }
}
