package io.hindsight.source.mysql.engine;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Gives null for {@code 0000-00-00}, and for any date whose year, month or day is zero, from snapshot and binlog alike, where Debezium gives the day 1970-01-01 if the column is NOT NULL or the change of
 * a TIMESTAMP comes from the binlog; any other value is just what Debezium makes of it with
 * {@code time.precision.mode=adaptive_time_microseconds}, and a TIMESTAMP always has all of its column's digits.
 */
public final class ZeroDates implements CustomConverter<SchemaBuilder, RelationalColumn> {

    private static final int MILLISECONDS = 3;

    /** Before it the year is zero. */
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

    private static final long MILLIS_OF_DAY = 86_400_000;

    private static final LocalDateTime YEAR_ZERO = LocalDateTime.of(0, 1, 1, 0, 0);

    private static final java.sql.Timestamp FIRST_TIMESTAMP =
            java.sql.Timestamp.valueOf(LocalDateTime.of(1, 1, 1, 0, 0));

    /** The binlog has zero seconds for {@code 0000-00-00}; no other TIMESTAMP has: they begin at second one. */
    private static final String ZERO_SECONDS = "1970-01-01T00:00:00";

    @Override
    public void configure(Properties properties) {
        // there is nothing to set
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        var type = column.typeName().toUpperCase(Locale.ROOT);
        switch (type) {
            case "DATE" -> register(registration, Date.builder(), value -> {
                var day = Date.toEpochDay(value, null);
                return day < FIRST_DAY ? null : day;
            });
            case "DATETIME" -> {
                if (column.length().orElse(0) <= MILLISECONDS) {
                    register(registration, Timestamp.builder(), value -> {
                        var millis = Timestamp.toEpochMillis(local(value), null);
                        return millis < FIRST_DAY * MILLIS_OF_DAY ? null : millis;
                    });
                } else {
                    register(registration, MicroTimestamp.builder(), value -> {
                        var micros = MicroTimestamp.toEpochMicros(local(value), null);
                        return micros < FIRST_DAY * MILLIS_OF_DAY * 1_000 ? null : micros;
                    });
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

    /** The class for timestamps says of the year zero that it is the year one, of another era. */
    private static Object local(Object value) {
        return value instanceof java.sql.Timestamp timestamp
                ? timestamp.before(FIRST_TIMESTAMP) ? YEAR_ZERO : timestamp.toLocalDateTime()
                : value;
    }
}
