package io.hindsight.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hindsight.table.Column;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of warehouse: what differs from engine to engine. The statements themselves are files in {@code
 * sql/<name>/}.
 */
public interface Warehouse {

    /**
     * The kind that a JDBC address belongs to.
     *
     * @throws IllegalArgumentException naming the kinds there are
     */
    static Warehouse of(String url) {
        return kind(url)
                .orElseThrow(() -> new IllegalArgumentException("no warehouse has the address '" + url
                        + "'; jdbc:clickhouse:… and jdbc:postgresql:… are known"));
    }

    /** Says whether there is a kind that the JDBC address belongs to. */
    static boolean isKnown(String url) {
        return kind(url).isPresent();
    }

    private static Optional<Warehouse> kind(String url) {
        if (url.startsWith("jdbc:clickhouse:") || url.startsWith("jdbc:ch:")) {
            return Optional.of(new ClickHouse());
        }
        return url.startsWith("jdbc:postgresql:") ? Optional.of(new PostgreSql()) : Optional.empty();
    }

    /** The engine's name: its folder of statements. */
    String name();

    /**
     * An identifier as the engine reads it, whatever is in it; free of characters that mean something to a Camel
     * endpoint ({@code # ? & { } $ :}).
     */
    String quote(String identifier);

    /** A text as the engine reads it. */
    String literal(String text);

    /** The type that keeps a column's values. */
    String type(Column column);

    /** The type of the column in the JSON that is staged. */
    String stagedType(Column column);

    /** The column's value out of the staged JSON. */
    String fromStaged(Column column);

    /** The column's value in a row that has none: a mark for a truncate. */
    String blank(Column column);

    /** Writes a value of {@link io.hindsight.history.Row} as staged JSON.
     *
     * @throws RefusedValueException when the engine can't keep it as it is
     */
    void write(JsonGenerator json, Column column, Object value) throws IOException;

    /** Says whether the engine refused the values, rather than being unable to work. */
    boolean refuses(SQLException failure);

    /** What the driver must be told, by its own property names. */
    Map<String, String> connectionProperties();
}
