package io.hindsight.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a key's canonical texts as Debezium writes the key in JSON: the reverse of what is done when a change is
 * applied.
 */
public final class KeyJson {

    private KeyJson() {}

    /** The same as Kafka has it, of a key as people write it. */
    public static byte[] bytes(CapturedTable table, List<String> key) {
        return of(table, new Key(key)).toString().getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode of(CapturedTable table, Key key) {
        var json = new JsonNodeFactory(true).objectNode();
        for (var index = 0; index < key.texts().size(); index++) {
            put(json, table.keys().get(index), key.texts().get(index));
        }
        return json;
    }

    private static void put(ObjectNode json, Column column, String text) {
        var name = column.name();
        switch (column.type().kind()) {
            case WHOLE, YEAR -> json.put(name, new BigInteger(text));
            case DECIMAL -> json.put(name, new BigDecimal(text));
            case BIT -> {
                if (column.type().bits() == 1) {
                    json.put(name, Set.of("1", "t", "true").contains(text));
                } else {
                    json.put(
                            name,
                            lowestFirst(new BigInteger(text), (column.type().bits() + 7) / 8));
                }
            }
            case DATE -> json.put(name, LocalDate.parse(text).toEpochDay());
            case DATETIME -> json.put(name, since1970(text, column.type().precision() <= 3));
            case TIMESTAMP -> json.put(name, text.replace(' ', 'T') + "Z");
            case TIME -> json.put(name, micros(text));
            case BINARY, GEOMETRY -> json.put(name, HexFormat.of().parseHex(text));
            case TEXT, ENUM, SET -> json.put(name, text);
            case UUID -> json.put(name, text.toLowerCase(Locale.ROOT));
            case FLOAT -> {
                if (column.type().bits() == 32) {
                    json.put(name, Float.parseFloat(text));
                } else {
                    json.put(name, Double.parseDouble(text));
                }
            }
            case JSON, ARRAY -> throw new IllegalArgumentException(name + " is no key");
        }
    }

    private static byte[] lowestFirst(BigInteger number, int length) {
        var bytes = new byte[length];
        for (var index = 0; index < length; index++) {
            bytes[index] = number.shiftRight(8 * index).byteValue();
        }
        return bytes;
    }

    private static long since1970(String text, boolean inMillis) {
        var moment = LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        return inMillis ? moment.toEpochMilli() : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static long micros(String text) {
        var isNegative = text.startsWith("-");
        var parts = text.substring(isNegative ? 1 : 0).split("[:.]");
        var time = Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusSeconds(Long.parseLong(parts[2]))
                .plus(parts.length < 4 ? 0 : Long.parseLong((parts[3] + "00000").substring(0, 6)), ChronoUnit.MICROS);
        return (isNegative ? -1 : 1) * time.toNanos() / 1_000;
    }
}
