package io.hindsight.warehouse.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.history.Chain;
import io.hindsight.table.Column;
import io.hindsight.warehouse.Moments;
import io.hindsight.warehouse.RefusedValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** A row's values as Iceberg holds them inside: numbers of days and microseconds, buffers, strings. */
final class IcebergValues {

    private static final Duration DAY = Duration.ofDays(1);

    private IcebergValues() {}

    /**
     * The value in the column's type, which may be wider than the one that the change was made under.
     *
     * @throws RefusedValueException when Iceberg can't keep it as it is
     */
    static Object of(Column column, Object value) {
        var type = IcebergTypes.of(column.type());
        return switch (type.typeId()) {
            case BOOLEAN -> value;
            case INTEGER -> ((Number) value).intValue();
            case LONG -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case DECIMAL -> decimal(value).setScale(((Types.DecimalType) type).scale());
            case DATE -> (int) ((LocalDate) value).toEpochDay();
            case TIME -> time(column, type, (Duration) value);
            case TIMESTAMP -> moment(
                    column,
                    type,
                    value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) value);
            case STRING -> text(column, value);
            case BINARY -> ByteBuffer.wrap((byte[]) value);
            case UUID -> uuid(column, type, (String) value);
            default -> throw new IllegalStateException(type.toString());
        };
    }

    private static long moment(Column column, Type type, Instant moment) {
        try {
            return Chain.micros(moment);
        } catch (ArithmeticException far) {
            throw new RefusedValueException(column, type.toString(), "it is further away than Iceberg can say");
        }
    }

    private static UUID uuid(Column column, Type type, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException other) {
            throw new RefusedValueException(column, type.toString(), "it is no UUID");
        }
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof BigDecimal number
                ? number
                : value instanceof BigInteger number
                        ? new BigDecimal(number)
                        : BigDecimal.valueOf(((Number) value).longValue());
    }

    private static long time(Column column, Type type, Duration time) {
        if (time.isNegative() || time.compareTo(DAY) >= 0) {
            throw new RefusedValueException(column, type.toString(), "a time of day is before 24:00 and not negative");
        }
        return time.toNanos() / 1_000;
    }

    /** A column that is text may get what was a number or a time when its change was made. */
    private static String text(Column column, Object value) {
        if (value instanceof BigDecimal number) {
            return (column.type().isExact() ? number.setScale(column.type().scale()) : number).toPlainString();
        }
        if (value instanceof Instant instant) {
            return Moments.text(instant);
        }
        if (value instanceof LocalDateTime local) {
            return Moments.text(local);
        }
        if (value instanceof Duration time) {
            return Moments.text(time);
        }
        return value instanceof JsonNode document ? document.toString() : value.toString();
    }
}
