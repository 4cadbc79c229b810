package io.hindsight.capture;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Gives null for {@code 0000-00-00}, where Debezium gives the day 1970-01-01 if the column is NOT NULL or the change of
 * a TIMESTAMP comes from the binlog; any other value is just what Debezium makes of it with
 * {@code time.precision.mode=adaptive_time_microseconds}, and a TIMESTAMP always has all of its column's digits.
 */
public final class ZeroDates implements CustomConverter<SchemaBuilder, RelationalColumn> {

    private static final int MILLISECONDS = 3;

    /** The binlog has zero seconds for {@code 0000-00-00}; no other TIMESTAMP has: they begin at second one. */
    private static final String ZERO_SECONDS = "1970-01-01T00:00:00";

    @Override
    public void configure(Properties properties) {
        // there is nothing to set
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        var type = column.typeName().toUpperCase(Locale.ROOT);
        if (column.isOptional() && !type.equals("TIMESTAMP")) {
            return;
        }
        switch (type) {
            case "DATE" -> register(registration, Date.builder(), value -> Date.toEpochDay(value, null));
            case "DATETIME" -> {
                if (column.length().orElse(0) <= MILLISECONDS) {
                    register(registration, Timestamp.builder(), value -> Timestamp.toEpochMillis(local(value), null));
                } else {
                    register(
                            registration,
                            MicroTimestamp.builder(),
                            value -> MicroTimestamp.toEpochMicros(local(value), null));
                }
            }
            case "TIMESTAMP" -> {
                var digits = column.length().orElse(-1);
                register(registration, ZonedTimestamp.builder(), value -> {
                    var time = ZonedTimestamp.toIsoString(zoned(value), ZoneOffset.UTC, null, digits);
                    return time.startsWith(ZERO_SECONDS) ? null : time;
                });
            }
            default -> {
                // Debezium's own conversion
            }
        }
    }

    private static void register(
            ConverterRegistration<SchemaBuilder> registration, SchemaBuilder schema, Converter converter) {
        registration.register(schema.optional(), value -> value == null ? null : converter.convert(value));
    }

    /** A snapshot's values come without a zone, and would be written without trailing zeros. */
    private static Object zoned(Object value) {
        return value instanceof java.sql.Timestamp timestamp ? timestamp.toInstant().atZone(ZoneOffset.UTC) : value;
    }

    private static Object local(Object value) {
        return value instanceof java.sql.Timestamp timestamp ? timestamp.toLocalDateTime() : value;
    }
}
