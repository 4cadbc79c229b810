package io.hindsight.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;

/** A column's value out of the JSON that Debezium makes of it. */
final class ColumnValue {

    private static final int LAST_YEAR = 9999;

    private static final String NOT_A_NUMBER = "NaN";

    /** What JSON has no numbers for, as Connect's converter writes it. */
    private static final Map<String, Double> SPECIAL = Map.of(
            NOT_A_NUMBER, Double.NaN, "Infinity", Double.POSITIVE_INFINITY, "-Infinity", Double.NEGATIVE_INFINITY);

    private ColumnValue() {}

    /**
     * Reads a value.
     *
     * @throws UnreadableException naming column and type when the JSON isn't what Debezium makes of that type
     */
    static Object read(Column column, JsonNode json) {
        if (json.isNull() || json.isMissingNode()) {
            return null;
        }
        var type = column.type();
        try {
            return switch (type.kind()) {
                case WHOLE -> integer(type, json);
                case YEAR -> year(whole(json));
                case DECIMAL -> json.isTextual() && json.textValue().equals(NOT_A_NUMBER)
                        ? (Object) Double.NaN
                        : decimal(type, json);
                case FLOAT -> floating(json);
                case BIT -> type.bits() == 1 && json.isBoolean() ? (Object) json.booleanValue() : bits(json);
                case DATE -> date(whole(json));
                case TIME -> Duration.of(whole(json), ChronoUnit.MICROS);
                case DATETIME -> dateTime(type, whole(json));
                case TIMESTAMP -> instant(text(json));
                case TEXT, ENUM, SET, UUID -> text(json);
                case BINARY -> bytes(json);
                case JSON -> ExactJson.read(text(json).getBytes(StandardCharsets.UTF_8));
                case GEOMETRY -> geometry(json);
                case ARRAY -> array(json);
            };
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unfit) {
            throw new UnreadableException("column " + column.name() + ": not a value of type " + type
                    + "; was the column altered since the start, or is it captured with other Debezium settings?");
        }
    }

    private static JsonNode number(JsonNode json) {
        if (!json.isNumber()) {
            throw new IllegalArgumentException();
        }
        return json;
    }

    private static long whole(JsonNode json) {
        return number(json).decimalValue().longValueExact();
    }

    private static double floating(JsonNode json) {
        if (json.isTextual() && SPECIAL.containsKey(json.textValue())) {
            return SPECIAL.get(json.textValue());
        }
        var value = number(json).doubleValue();
        if (Double.isInfinite(value)) {
            throw new ArithmeticException();
        }
        return value;
    }

    private static String text(JsonNode json) {
        if (!json.isTextual()) {
            throw new IllegalArgumentException();
        }
        return json.textValue();
    }

    private static JsonNode array(JsonNode json) {
        if (!json.isArray()) {
            throw new IllegalArgumentException();
        }
        return json;
    }

    private static byte[] bytes(JsonNode json) {
        return Base64.getDecoder().decode(text(json));
    }

    /** Unsigned BIGINTs are wider than a long. What is wider than the column is of a column that was altered. */
    private static Object integer(ColumnType type, JsonNode json) {
        var value = json.isIntegralNumber() && json.canConvertToLong()
                ? BigInteger.valueOf(json.longValue())
                : decimal(json).toBigIntegerExact();
        if (type.isSigned()
                ? value.bitLength() >= type.bits()
                : value.signum() < 0 || value.bitLength() > type.bits()) {
            throw new ArithmeticException();
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    /** Years are 0000 and 1901 to 2155; Debezium counts them from 1900, the first as well. */
    private static long year(long year) {
        return year == 1900 ? 0 : year;
    }

    private static BigDecimal decimal(ColumnType type, JsonNode json) {
        var value = decimal(json);
        var digits = value.stripTrailingZeros();
        if (digits.signum() != 0
                && (digits.scale() > type.scale()
                        || digits.precision() - digits.scale() > type.precision() - type.scale())) {
            throw new ArithmeticException();
        }
        return value;
    }

    private static BigDecimal decimal(JsonNode json) {
        return json.isTextual()
                ? ExactJson.bounded(new BigDecimal(json.textValue()))
                : number(json).decimalValue();
    }

    /** Debezium gives bits as bytes, the lowest first. */
    private static BigInteger bits(JsonNode json) {
        var bytes = bytes(json);
        for (int low = 0, high = bytes.length - 1; low < high; low++, high--) {
            var swap = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = swap;
        }
        return new BigInteger(1, bytes);
    }

    private static LocalDate date(long day) {
        return day == Integer.MAX_VALUE
                ? Infinite.LATEST_DATE
                : day == Integer.MIN_VALUE ? Infinite.EARLIEST_DATE : LocalDate.ofEpochDay(day);
    }

    /** Milliseconds up to three digits after the second, microseconds beyond. */
    private static LocalDateTime dateTime(ColumnType type, long sinceEpoch) {
        if (sinceEpoch == Long.MAX_VALUE || sinceEpoch == Long.MIN_VALUE) {
            return sinceEpoch > 0 ? Infinite.LATEST : Infinite.EARLIEST;
        }
        // what capture writes for a time behind all that have a number
        if (sinceEpoch == Long.MAX_VALUE - 1) {
            throw new DateTimeException("later than microseconds can be counted");
        }
        var perSecond = type.precision() <= 3 ? 1_000L : 1_000_000L;
        var nanos = Math.floorMod(sinceEpoch, perSecond) * (1_000_000_000L / perSecond);
        var local = LocalDateTime.ofEpochSecond(Math.floorDiv(sinceEpoch, perSecond), (int) nanos, ZoneOffset.UTC);
        if (perSecond == 1_000L && local.getYear() > LAST_YEAR) {
            throw new DateTimeException("microseconds, taken for milliseconds");
        }
        return local;
    }

    private static Instant instant(String text) {
        return switch (text) {
            case Infinite.LATEST_WORD -> Infinite.LATEST_MOMENT;
            case Infinite.EARLIEST_WORD -> Infinite.EARLIEST_MOMENT;
            default -> OffsetDateTime.parse(text).toInstant();
        };
    }

    /** As it is kept: the reference system's number, four bytes, lowest first, then the well-known binary. */
    private static byte[] geometry(JsonNode json) {
        var srid = json.path("srid").asInt(0);
        var stored = new ByteArrayOutputStream();
        for (var shift = 0; shift < 32; shift += 8) {
            stored.write(srid >> shift);
        }
        try {
            stored.write(bytes(json.path("wkb")));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return stored.toByteArray();
    }
}
