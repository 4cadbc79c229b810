package io.hindsight.capture.message;

import io.debezium.data.Enum;
import io.debezium.data.EnumSet;
import io.hindsight.table.Mask;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.connect.data.Schema;

/** What is made of masked columns' values. For one thread at a time. */
final class MaskedValues {

    /** Makes another value of one that isn't null; null for NULL. */
    interface Masking extends Function<Object, Object> {}

    private final Mac hmac;

    /** @param secret of hashes; empty where no column has one */
    MaskedValues(String secret) {
        hmac = secret.isEmpty() ? null : hmac(secret);
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

    /** What is done to a column's values. */
    Masking masking(Mask mask, Schema schema) {
        return switch (mask.kind()) {
            case DROP -> throw new IllegalStateException("a dropped column has no values");
            case HASH -> value -> hash(text(value));
            case TRUNCATE -> value -> truncated((String) value, mask.characters());
            case REDACT -> value -> isText(schema) ? Mask.REDACTED : null;
        };
    }

    private String hash(String text) {
        return HexFormat.of().formatHex(hmac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Equal from a snapshot and from the source's log. */
    private String text(Object value) {
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

    /** Whether a column is a text, whose characters can be counted. */
    static boolean isText(Schema schema) {
        return schema.type() == Schema.Type.STRING
                && (schema.name() == null
                        || schema.name().equals(Enum.LOGICAL_NAME)
                        || schema.name().equals(EnumSet.LOGICAL_NAME));
    }
}
