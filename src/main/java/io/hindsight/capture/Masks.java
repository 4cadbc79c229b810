package io.hindsight.capture;

import io.debezium.data.Enum;
import io.debezium.data.EnumSet;
import io.hindsight.settings.Settings;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.Mask;
import io.hindsight.table.SourceSchema;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * What is made of masked columns' values when a change is written for Kafka; nothing later has ever seen them. Names of
 * columns are told apart as MySQL does, without their case. For one thread at a time.
 */
final class Masks {

    /** Makes another value of one that isn't null; null for NULL. */
    interface Masking extends Function<Object, Object> {}

    private final Map<TableName, TableDeclaration> masked = new HashMap<>();
    private final Mac hmac;

    Masks(Settings settings) {
        masked(settings).forEach(table -> masked.put(table.source(), table));
        hmac = settings.maskSecret().isEmpty() ? null : hmac(settings.maskSecret());
    }

    private static List<TableDeclaration> masked(Settings settings) {
        return settings.tables().stream()
                .filter(table -> !table.masks().isEmpty())
                .toList();
    }

    /**
     * Looks whether the masks fit the source before anything is read there: one that names no column would mask nothing.
     *
     * @throws InvalidTableException naming the table, what is wrong and the cure
     */
    static void check(Settings settings) throws SQLException {
        var masked = masked(settings);
        if (masked.isEmpty()) {
            return;
        }
        var source = settings.source();
        try (var connection = DriverManager.getConnection(source.jdbcUrl(), source.username(), source.password())) {
            new SourceSchema(connection).tables(masked);
        }
    }

    private static Mac hmac(String secret) {
        try {
            var hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return hmac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The masks of a table by its columns' names; empty for a table without. */
    Map<String, Mask> of(TableName table) {
        return masked.containsKey(table) ? masked.get(table).masks() : Map.of();
    }

    /**
     * Looks whether a table's rows can be written masked.
     *
     * @throws CaptureException where they lack a column that is masked, whose values another one may have, or it has
     *     become another type
     */
    void checkRow(TableName table, Schema row) {
        var columns = row.fields().stream().map(Field::name).toList();
        for (var mask : of(table).values()) {
            if (!mask.fits(columns)) {
                throw new CaptureException(InvalidTableException.withoutMasked(masked.get(table), mask, columns)
                        .getMessage());
            }
        }
        for (var field : row.fields()) {
            var mask = of(table).get(field.name());
            if (mask != null && mask.kind() == Mask.Kind.TRUNCATE && !isText(field.schema())) {
                throw new CaptureException("column " + field.name() + " of " + table
                        + " is no text, of which a mask could keep the first characters: drop or redact it");
            }
        }
    }

    /**
     * Looks whether a column that is masked gets a name under which it wouldn't be.
     *
     * @param ddl an ALTER TABLE of that table
     */
    void checkRenames(TableName table, String ddl) {
        var masks = of(table);
        if (masks.isEmpty()) {
            return;
        }
        for (var renamed : Renaming.in(ddl)) {
            if (masks.containsKey(renamed.from()) && !masks.containsKey(renamed.to())) {
                throw new CaptureException("column " + renamed.from() + " of " + table
                        + ", which is masked, is called " + renamed.to() + " from now on: write hindsight.table."
                        + masked.get(table).name() + ".mask=" + renamed.from() + "|" + renamed.to()
                        + ":…, and start again (docs/privacy.md)");
            }
        }
    }

    /** What is done to a column's values. */
    Masking masking(Mask mask, Schema schema) {
        return switch (mask.kind()) {
            case DROP -> throw new IllegalStateException("a dropped column has no values");
            case HASH -> value -> hash(text(schema, value));
            case TRUNCATE -> value -> truncated((String) value, mask.characters());
            case REDACT -> value -> isText(schema) ? Mask.REDACTED : null;
        };
    }

    /** A key is how changes find each other: none of its columns can be masked. */
    void checkKey(TableName table, Schema key) {
        var masks = of(table);
        if (masks.isEmpty()) {
            return;
        }
        for (Field field : key.fields()) {
            if (masks.containsKey(field.name())) {
                throw new CaptureException("column " + field.name() + " of " + table
                        + " is part of its key and can't be masked: take it out of mask=…, or declare another key=…");
            }
        }
    }

    private String hash(String text) {
        return HexFormat.of().formatHex(hmac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Equal from a snapshot and from the binlog, which has a backslash before a comma of an ENUM. */
    private static String text(Schema schema, Object value) {
        if (Enum.LOGICAL_NAME.equals(schema.name())) {
            return ((String) value).replace("\\,", ",");
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof ByteBuffer buffer) {
            var bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : String.valueOf(value);
    }

    private static String truncated(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    private static boolean isText(Schema schema) {
        return schema.type() == Schema.Type.STRING
                && (schema.name() == null
                        || schema.name().equals(Enum.LOGICAL_NAME)
                        || schema.name().equals(EnumSet.LOGICAL_NAME));
    }
}
