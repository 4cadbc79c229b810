package io.hindsight.warehouse.clickhouse;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.limits.TimeLimits;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.RowText;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Moments;
import io.hindsight.warehouse.RefusedValueException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Speaks to ClickHouse 24.8 and later: no transactions, so every write carries how much it knew and the one that knew most wins;
 * dates from 1900 to 2299 only, which it would clip in silence.
 */
public final class ClickHouse implements Dialect {

    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2299, 12, 31);

    private static final String PLAIN = "_ -(),.";

    /** Server errors that speak of a value: can't parse, out of range, NULL where none may be, too large. */
    private static final Set<Integer> REFUSALS =
            Set.of(6, 25, 26, 27, 38, 41, 53, 69, 70, 72, 117, 130, 131, 321, 349, 407, 441, 442);

    /** The driver takes a time for one of a day. */
    @Override
    public String shown(Column column) {
        return column.type().kind() == TypeKind.TIME
                ? "toString(" + quote(column.target()) + ")"
                : Dialect.super.shown(column);
    }

    @Override
    public boolean answersAsOf() {
        return true;
    }

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public String quote(String identifier) {
        return '`' + escape(identifier) + '`';
    }

    @Override
    public String literal(String text) {
        return '\'' + escape(text).replace("\\x60", "`") + '\'';
    }

    private static String escape(String text) {
        var escaped = new StringBuilder();
        for (var octet : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            var plain = PLAIN.indexOf(octet) >= 0 || octet > 0 && Character.isLetterOrDigit(octet);
            escaped.append(plain ? String.valueOf((char) octet) : String.format("\\x%02X", octet));
        }
        return escaped.toString();
    }

    @Override
    public String text() {
        return "String";
    }

    @Override
    public String opBefore(String keys) {
        return "lagInFrame(toString(op_type), 1, 't') OVER (PARTITION BY " + keys
                + " ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";
    }

    /** One window for all columns: a window of its own for each would have all rows sorted as many times. */
    @Override
    public Optional<String> lastWhere(String column, String condition) {
        return Optional.of("anyLast_respect_nullsIf(" + column + ", " + condition + ")");
    }

    @Override
    public String type(Column column) {
        return ClickHouseTypes.of(column);
    }

    @Override
    public List<ColumnType> readType(String type) {
        return ClickHouseTypes.read(type);
    }

    /** JSON is text; bytes travel in it as base64. */
    @Override
    public String fromStaged(Column column, int index) {
        var name = quote(column.target());
        return column.type().isBinary() ? "base64Decode(" + name + ") AS " + name : name;
    }

    @Override
    public String blank(Column column) {
        return emptied(column) + " AS " + quote(column.target());
    }

    @Override
    public String firstCharacters(String text, int characters) {
        return "substringUTF8(" + text + ", 1, " + characters + ")";
    }

    @Override
    public String emptied(Column column) {
        return "defaultValueOfTypeName(" + literal(type(column)) + ")";
    }

    @Override
    public Object staged(Column column, Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof LocalDate date) {
            return inRange(column, date).toString();
        }
        if (value instanceof LocalDateTime local) {
            inRange(column, local.toLocalDate());
            return Moments.text(local);
        }
        if (value instanceof Instant instant) {
            inRange(column, LocalDate.ofInstant(instant, ZoneOffset.UTC));
            return Moments.text(instant);
        }
        if (value instanceof Duration time) {
            return Moments.text(time);
        }
        if (value instanceof Double && column.type().kind() == ColumnType.TypeKind.DECIMAL) {
            throw new RefusedValueException(column, type(column), "ClickHouse keeps no NaN among decimals");
        }
        return value instanceof JsonNode document ? document.toString() : value;
    }

    @Override
    public boolean reaches(Instant moment) {
        var day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
    }

    private LocalDate inRange(Column column, LocalDate date) {
        if (date.isBefore(FIRST_DAY) || date.isAfter(LAST_DAY)) {
            throw new RefusedValueException(
                    column, type(column), "ClickHouse keeps dates from " + FIRST_DAY + " to " + LAST_DAY + " only");
        }
        return date;
    }

    /** Users read views only: rows are written more than once. */
    @Override
    public String storage(TableDeclaration declaration) {
        return declaration.target() + "_rows";
    }

    /** Rows are sorted by their keys, as they are stored. */
    @Override
    public boolean widensKeys() {
        return false;
    }

    @Override
    public boolean refuses(SQLException failure) {
        return REFUSALS.contains(failure.getErrorCode());
    }

    @Override
    public String encryptedUrl() {
        return "jdbc:clickhouse:https://clickhouse.example.com:8443/dw?ssl=true";
    }

    /**
     * Batches come as one text, larger than a statement usually is; NULL must never become a default; a statement is
     * done when it has been done.
     */
    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "jdbc_ignore_unsupported_values", "true",
                "clickhouse_setting_async_insert", "0",
                "clickhouse_setting_max_query_size", "1000000000",
                "clickhouse_setting_input_format_null_as_default", "0",
                "clickhouse_setting_enable_time_time64_type", "1",
                "clickhouse_setting_session_timezone", "UTC",
                "connection_timeout", TimeLimits.millis(TimeLimits.CONNECTING),
                "socket_timeout", TimeLimits.millis(TimeLimits.STATEMENT));
    }

    /** With 2 a statement reads alone, and the driver may still set what it sets. */
    @Override
    public Map<String, String> readingProperties() {
        var properties = new HashMap<>(connectionProperties());
        properties.put("clickhouse_setting_readonly", "2");
        return properties;
    }

    @Override
    public RowText rowText() {
        return new ClickHouseText(this);
    }

    @Override
    public String kept(CapturedTable table) {
        return rows(table) + " FINAL";
    }
}
