package io.hindsight.warehouse.postgresql;

import io.hindsight.limits.TimeLimits;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.RowText;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Moments;
import io.hindsight.warehouse.RefusedValueException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Speaks to PostgreSQL 14 and later: transactions and locks; no NUL in text; unsigned numbers become the next wider type. */
public final class PostgreSql implements Dialect {

    private static final String OPTIONS = "-c jit=off -c timezone=UTC";

    @Override
    public boolean answersAsOf() {
        return true;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public List<String> together(List<String> statements) {
        return statements.isEmpty() ? statements : List.of(String.join(";\n", statements));
    }

    @Override
    public boolean viewsHoldTypes() {
        return true;
    }

    @Override
    public String quote(String identifier) {
        if (identifier.chars().allMatch(PostgreSql::isPlain)) {
            return '"' + identifier + '"';
        }
        var escaped = new StringBuilder("U&\"");
        identifier
                .codePoints()
                .forEach(point ->
                        escaped.append(isPlain(point) ? Character.toString(point) : String.format("\\+%06x", point)));
        return escaped.append('"').toString();
    }

    private static boolean isPlain(int point) {
        return point == '_' || point == ' ' || point == '-' || point < 128 && Character.isLetterOrDigit(point);
    }

    @Override
    public String literal(String text) {
        return quote(text).replace('"', '\'');
    }

    @Override
    public String type(Column column) {
        return PostgreSqlTypes.of(column.type());
    }

    @Override
    public List<ColumnType> readType(String type) {
        return PostgreSqlTypes.read(type);
    }

    @Override
    public String fromStaged(Column column, int index) {
        return quote(column.target());
    }

    @Override
    public String shown(Column column) {
        var name = quote(column.target());
        return column.type().isBinary() ? "upper(encode(" + name + ", 'hex'))" : name;
    }

    @Override
    public String asked(Column column, String text) {
        return column.type().isBinary() ? "decode(" + text + ", 'hex')" : Dialect.super.asked(column, text);
    }

    @Override
    public String blank(Column column) {
        return "CAST(NULL AS " + type(column) + ")";
    }

    @Override
    public String moment(Instant moment) {
        return PostgreSqlMoments.text(LocalDateTime.ofInstant(moment, ZoneOffset.UTC), "+00");
    }

    @Override
    public Object staged(Column column, Object value) {
        if (value instanceof String text) {
            if (text.indexOf('\0') >= 0) {
                throw new RefusedValueException(column, type(column), "PostgreSQL keeps no NUL character in text");
            }
            return text;
        }
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Instant instant) {
            return moment(instant);
        }
        if (value instanceof LocalDateTime local) {
            return PostgreSqlMoments.text(local, "");
        }
        if (value instanceof LocalDate date) {
            return PostgreSqlMoments.text(date);
        }
        return value instanceof Duration time ? Moments.text(time) : value;
    }

    /** SQLSTATE classes: cardinality, data exception, integrity constraint; 54000 is a row that no page has room for. */
    @Override
    public boolean refuses(SQLException failure) {
        var state = failure.getSQLState();
        return state != null
                && (state.startsWith("21") || state.startsWith("22") || state.startsWith("23") || hasNoRoom(failure));
    }

    /** An index keeps 2,704 bytes of a row at most, compressed; a stage has none of the key. */
    @Override
    public boolean hasNoRoom(SQLException failure) {
        return "54000".equals(failure.getSQLState());
    }

    /** Statement too complex, too many columns, too many arguments. */
    @Override
    public boolean isTooWide(SQLException failure) {
        return Set.of("54001", "54011", "54023").contains(String.valueOf(failure.getSQLState()));
    }

    /** Its driver has no exception of its own for that; 57014 is a statement that was canceled. */
    @Override
    public boolean ranOutOfTime(SQLException failure) {
        return "57014".equals(failure.getSQLState());
    }

    @Override
    public String encryptedUrl() {
        return "jdbc:postgresql://postgres.example.com:5432/dw?sslmode=verify-full&sslrootcert=/etc/hindsight/ca.pem";
    }

    /** Compiling a statement of this size takes longer than running it. */
    @Override
    public Map<String, String> connectionProperties() {
        return properties(OPTIONS, TimeLimits.ALTERATION);
    }

    /** A batch that fails for a lock waits by itself, and is tried again. */
    @Override
    public Map<String, String> batchProperties() {
        return properties(OPTIONS + " -c lock_timeout=3s", TimeLimits.STATEMENT);
    }

    /**
     * The two ends of a range of keys of several columns are guessed apart, so that a narrow one in the middle passes for a
     * quarter of the table, and the whole table is read; each question can be answered along the primary key.
     */
    @Override
    public Map<String, String> questionProperties() {
        return properties(OPTIONS + " -c enable_seqscan=off -c enable_bitmapscan=off", TimeLimits.STATEMENT);
    }

    @Override
    public Map<String, String> readingProperties() {
        return properties(OPTIONS + " -c default_transaction_read_only=on", TimeLimits.STATEMENT);
    }

    @Override
    public Map<String, String> loginProperties() {
        return Map.of("socketTimeout", TimeLimits.seconds(TimeLimits.CONNECTING));
    }

    private static Map<String, String> properties(String options, Duration statement) {
        return Map.of(
                "options",
                options,
                "ApplicationName",
                "hindsight",
                "tcpKeepAlive",
                "true",
                "connectTimeout",
                TimeLimits.seconds(TimeLimits.CONNECTING),
                "socketTimeout",
                TimeLimits.seconds(statement));
    }

    @Override
    public RowText rowText() {
        return new PostgreSqlText(this);
    }
}
