package io.hindsight.table;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What capture makes of a column's values before anything else sees them. NULL stays NULL.
 *
 * @param characters that a truncated text keeps
 */
public record Mask(Kind kind, int characters) {

    /** The ways of it. */
    public enum Kind {
        /** The column is left out. */
        DROP,
        /** 64 hexadecimal digits, equal for equal values: HMAC-SHA-256 under the user's secret. */
        HASH,
        /** The first characters of a text. */
        TRUNCATE,
        /** {@link #REDACTED} for a text, NULL for all else. */
        REDACT
    }

    /** What is written in a redacted text's place. */
    public static final String REDACTED = "***";

    private static final Pattern TRUNCATE = Pattern.compile("truncate\\((\\d{1,6})\\)");
    private static final int HASH_DIGITS = 64;

    /** Reads {@code drop}, {@code hash}, {@code redact} or {@code truncate(4)}; empty for anything else. */
    public static Optional<Mask> of(String text) {
        var truncate = TRUNCATE.matcher(text);
        if (truncate.matches()) {
            return Optional.of(new Mask(Kind.TRUNCATE, Integer.parseInt(truncate.group(1))));
        }
        return switch (text) {
            case "drop", "hash", "redact" -> Optional.of(new Mask(Kind.valueOf(text.toUpperCase(Locale.ROOT)), 0));
            default -> Optional.empty();
        };
    }

    /** Why a column of that type can't have it; empty if it can. */
    Optional<String> misfit(MySqlType type) {
        return switch (kind) {
            case DROP, REDACT -> Optional.empty();
            case HASH -> type == MySqlType.JSON || type == MySqlType.GEOMETRY
                    ? Optional.of("equal documents and shapes are written in several ways")
                    : Optional.empty();
            case TRUNCATE -> type == MySqlType.TEXT ? Optional.empty() : Optional.of("it is no text");
        };
    }

    /** The column as it is kept; not for one that is dropped. */
    Column masked(Column column) {
        return switch (kind) {
            case DROP -> throw new IllegalStateException("dropped");
            case HASH -> with(column, MySqlType.TEXT, HASH_DIGITS);
            case TRUNCATE -> with(column, MySqlType.TEXT, Math.max(1, characters));
            case REDACT -> with(column, column.type(), column.precision());
        };
    }

    private static Column with(Column column, MySqlType type, int precision) {
        return new Column(
                column.name(),
                column.target(),
                type,
                column.unsigned() && type == column.type(),
                precision,
                type == column.type() ? column.scale() : 0,
                true,
                column.key(),
                column.tracked());
    }
}
