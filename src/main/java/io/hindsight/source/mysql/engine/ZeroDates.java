package io.hindsight.source.mysql.engine;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
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
                var format = format(column.length().orElse(0));
                register(registration, ZonedTimestamp.builder(), value -> timestamp(value, format));
            }
            default -> {
                // Debezium's own conversion
            }
        }
    }

    private static void register(
            ConverterRegistration<SchemaBuilder> registration, SchemaBuilder schema, Converter converter) {
        registration.register(schema.optional(), value -> isColumnsDefault(value) ? value : converter.convert(value));
    }

    /** Debezium has a column's DEFAULT converted a second time; nobody reads it. */
    private static boolean isColumnsDefault(Object value) {
        return value == null || value instanceof Number || value instanceof String;
    }

    private static String timestamp(Object value, DateTimeFormatter format) {
        var text = value instanceof java.sql.Timestamp timestamp
                ? timestamp.toInstant().atZone(ZoneOffset.UTC).format(format)
                : value instanceof ZonedDateTime zoned
                        ? zoned.format(format)
                        : ZonedTimestamp.toIsoString(value, ZoneOffset.UTC, null, null);
        return text.startsWith(ZERO_SECONDS) ? null : text;
    }

    /** Just Debezium's form; it builds a formatter for each value, which is dear. */
    private static DateTimeFormatter format(int digits) {
        var format = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .appendPattern("'T'HH:mm:ss");
        if (digits > 0) {
            format.appendFraction(ChronoField.NANO_OF_SECOND, digits, digits, true);
        }
        return format.appendOffsetId().toFormatter(Locale.ROOT);
    }

    private static Object local(Object value) {
        return value instanceof java.sql.Timestamp timestamp ? timestamp.toLocalDateTime() : value;
    }
}
