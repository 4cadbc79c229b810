package io.hindsight.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and writes what a warehouse says of kept tables, of their views where it can, and of their columns in words. */
public record KeptComments(Dialect dialect, Connection connection) {

    /**
     * A comment that is there, or could be.
     *
     * @param kind TABLE or VIEW
     * @param column empty for the table's own
     * @param text empty for none
     */
    public record Comment(String table, String kind, String column, String text) {}

    /** What is read by people of a kept table. */
    public static List<String> names(String target) {
        return Stream.of("", "_current", "_versions", "_rows")
                .map(end -> target + end)
                .toList();
    }

    /** All of those that are there, whether they say anything or not. */
    public List<Comment> of(Collection<String> tables) throws SQLException {
        var names = tables.stream().map(dialect::literal).collect(Collectors.joining(", "));
        var sql = SqlTemplate.load(dialect.name(), "comments").fill(Map.of("tables", alias -> names));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var comments = new ArrayList<Comment>();
            while (rows.next()) {
                comments.add(new Comment(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
            return comments;
        }
    }

    /** Makes it another. */
    public void set(Comment comment, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(statement(comment, text));
        }
    }

    /** The statement that makes it another. */
    public String statement(Comment comment, String text) {
        return SqlTemplate.load(dialect.name(), comment.column().isEmpty() ? "comment-table" : "comment-column")
                .fill(Map.of(
                        "kind", alias -> comment.kind(),
                        "table", alias -> dialect.quote(comment.table()),
                        "column", alias -> dialect.quote(comment.column()),
                        "text", alias -> dialect.literal(text)));
    }
}
