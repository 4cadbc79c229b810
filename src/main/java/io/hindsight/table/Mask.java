package io.hindsight.table;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what capture makes of a column's values before anything else sees them. NULL stays NULL.
 *
 * @param characters that a truncated text keeps
 * @param names that the column has or has had; all that are called so are masked
 * @param optional whether the table may be without it
 */
public record Mask(Method kind, int characters, List<String> names, boolean optional) {

    /** The ways of it. */
    public enum Method {
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

    /**
     * Reads a mask; empty where there is no such.
     *
     * @param column its name, {@code email|mail} for one that is or was called otherwise too, {@code phone?} for one that
     *     may be missing
     * @param text {@code drop}, {@code hash}, {@code redact} or {@code truncate(4)}
     */
    public static Optional<Mask> of(String column, String text) {
        var optional = column.endsWith("?");
        var known = optional ? column.substring(0, column.length() - 1) : column;
        // the whole of it too, for a name may have these signs
        var names = Stream.concat(Stream.of(column), Stream.of(known.split("\\|")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        var truncate = TRUNCATE.matcher(text);
        if (truncate.matches()) {
            return Optional.of(new Mask(Method.TRUNCATE, Integer.parseInt(truncate.group(1)), names, optional));
        }
        return switch (text) {
            case "drop", "hash", "redact" -> Optional.of(
                    new Mask(Method.valueOf(text.toUpperCase(Locale.ROOT)), 0, names, optional));
            default -> Optional.empty();
        };
    }

    /** Whether a table of these columns may be written: it has the column that is masked, or may be without. */
    public boolean fits(Collection<String> columns) {
        return optional || names.stream().anyMatch(name -> columns.stream().anyMatch(name::equalsIgnoreCase));
    }

    /** The column as the settings say it. */
    String column() {
        return names.get(0);
    }

    /** Why a column of that type can't have it; empty if it can. */
    Optional<String> misfit(ColumnType type) {
        return switch (kind) {
            case DROP, REDACT -> Optional.empty();
            case HASH -> switch (type.kind()) {
                case JSON, ARRAY, GEOMETRY -> Optional.of("equal documents and shapes are written in several ways");
                default -> Optional.empty();
            };
            case TRUNCATE -> type.kind() == ColumnType.TypeKind.TEXT || type.kind() == ColumnType.TypeKind.SET
                    ? Optional.empty()
                    : Optional.of("it is no text");
        };
    }

    /** The column as it is kept; not for one that is dropped. */
    Column masked(Column column) {
        return switch (kind) {
            case DROP -> throw new IllegalStateException("dropped");
            case HASH -> with(column, new ColumnType.Text(HASH_DIGITS));
            case TRUNCATE -> with(column, new ColumnType.Text(Math.max(1, characters)));
            case REDACT -> with(column, column.type());
        };
    }

    private static Column with(Column column, ColumnType type) {
        return new Column(column.name(), column.target(), type, true, column.key(), column.tracked());
    }
}
