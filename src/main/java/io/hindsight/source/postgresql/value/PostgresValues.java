package io.hindsight.source.postgresql.value;

import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import io.hindsight.source.postgresql.PostgresWords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Properties;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.postgresql.util.PGobject;

/**
 * Makes a column's value of the server's text for it, the same from a snapshot and from the stream, and says the column's
 * type with it. One that the stream leaves out, because it is large and wasn't changed, is one that {@link #isUnchanged} knows.
 */
public final class PostgresValues implements CustomConverter<SchemaBuilder, RelationalColumn> {

    private static final String UNCHANGED = new String("__debezium_unavailable_value");

    private static final ByteBuffer UNCHANGED_BYTES = ByteBuffer.wrap(UNCHANGED.getBytes(StandardCharsets.UTF_8));

    /** Says whether a value stands for one that the stream left out; by the object, for a text can be any. */
    public static boolean isUnchanged(Object value) {
        return value == UNCHANGED || value == UNCHANGED_BYTES;
    }

    @Override
    public void configure(Properties properties) {
        // there is nothing to set
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        var words = PostgresWords.of(column);
        var text = ValueText.of(words);
        var schema = text.schema();
        words.write(schema);
        registration.register(schema, value -> value == null ? null : converted(column, text, value));
    }

    /** A column's default is in Debezium's own form where it is a function's, like {@code now()}, and nobody reads it. */
    private static Object ofText(RelationalColumn column, ValueText text, Object value) {
        try {
            return text.value(value.toString());
        } catch (DateTimeException unlikeTheServers) {
            if (value.equals(column.defaultValue())) {
                return text.nothing();
            }
            throw unlikeTheServers;
        }
    }

    private static Object converted(RelationalColumn column, ValueText text, Object value) {
        if (UnchangedToastedReplicationMessageColumn.isUnchangedToastedValue(value)) {
            return text.schema().type() == Schema.Type.BYTES ? UNCHANGED_BYTES : UNCHANGED;
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return ofText(column, text, value);
        }
        if (value instanceof PGobject named) {
            return text.value(named.getValue());
        }
        if (value == column.defaultValue()) {
            // nobody reads it
            return text.nothing();
        }
        throw new IllegalArgumentException(
                column.name() + ": " + value.getClass().getName() + " isn't the text of a " + column.typeName());
    }
}
