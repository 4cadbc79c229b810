package io.hindsight.warehouse.starrocks;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.history.Infinite;
import io.hindsight.history.Row;
import io.hindsight.limits.TimeLimits;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.RowText;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.Moments;
import io.hindsight.warehouse.RefusedValueException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Speaks to StarRocks 3.3.5 and later, by MySQL's protocol: no transactions to speak of, but an INSERT into a PRIMARY KEY table is
 * an atomic upsert; every statement is a new version of its table, so batches are few and large; text is counted in
 * bytes; there is no TIME, and what window functions compare must not be binary.
 */
public final class StarRocks implements Dialect {

    /** How the server says that a value doesn't fit; all its failures have one code. */
    private static final Pattern REFUSAL =
            Pattern.compile("(?i)filtered data|type cast|overflow|key size exceed|too long|out of range");

    private static final Pattern ALTERING =
            Pattern.compile("(?i)schema change operation is in progress|state is not NORMAL");

    private final Layout layout;

    public StarRocks(Layout layout) {
        this.layout = layout;
    }

    @Override
    public String name() {
        return "starrocks";
    }

    @Override
    public String quote(String identifier) {
        return '`' + identifier + '`';
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "''") + '\'';
    }

    @Override
    public String text() {
        return "varchar(65533)";
    }

    @Override
    public String type(Column column) {
        return StarRocksTypes.of(column.type());
    }

    @Override
    public List<ColumnType> readType(String type) {
        return StarRocksTypes.read(type);
    }

    @Override
    public String fromStaged(Column column, int index) {
        return read(column, "get_json_string(hindsight_row, '$." + field(column, index) + "')");
    }

    /** The column's value of its text. */
    static String read(Column column, String text) {
        return column.type().isBinary() ? "to_binary(" + text + ", 'encode64')" : text;
    }

    /** A JSON path can't hold every name. */
    @Override
    public String field(Column column, int index) {
        return "v" + index;
    }

    @Override
    public boolean leavesOutNulls() {
        return true;
    }

    /** JSON of more than 16 MiB it doesn't read, nor, by default, a statement of more than 32 MiB. */
    @Override
    public int largestStaged() {
        return 4 * StarRocksTypes.LARGEST_VALUE;
    }

    @Override
    public String comparable(Column column) {
        var name = quote(column.target());
        return column.type().isBinary() ? "from_binary(" + name + ", 'encode64')" : name;
    }

    @Override
    public String asked(Column column, String text) {
        return column.type().isBinary() ? "to_binary(" + text + ", 'hex')" : Dialect.super.asked(column, text);
    }

    /** Such a table takes literals only, and makes of them what the column is. */
    @Override
    public String askedInStage(Column column) {
        return "?";
    }

    /** Rows aren't compared as such: a value counts where those before it are equal. */
    @Override
    public String compared(List<String> left, String operator, IntFunction<String> right) {
        return "(" + compared(left, operator, right, 0) + ")";
    }

    private static String compared(List<String> left, String operator, IntFunction<String> right, int from) {
        var value = left.get(from);
        if (from == left.size() - 1) {
            return value + " " + operator + " " + right.apply(from);
        }
        return value + " " + operator.charAt(0) + " " + right.apply(from) + " OR " + value + " = " + right.apply(from)
                + " AND (" + compared(left, operator, right, from + 1) + ")";
    }

    @Override
    public String blank(Column column) {
        return "NULL";
    }

    /** All values are text: of a number in JSON the server would make a double. */
    @Override
    public String staged(Column column, Object value) {
        if (value instanceof Double number && !Double.isFinite(number)
                || Infinite.word(value).isPresent()) {
            throw new RefusedValueException(
                    column, type(column), "StarRocks keeps no NaN, and neither numbers nor dates that are infinite");
        }
        var text = text(value);
        if (text.length() > StarRocksTypes.LARGEST_VALUE / StarRocksTypes.BYTES_OF_A_CHARACTER
                && text.getBytes(StandardCharsets.UTF_8).length > StarRocksTypes.LARGEST_VALUE) {
            throw new RefusedValueException(
                    column,
                    type(column),
                    "StarRocks keeps " + StarRocksTypes.LARGEST_VALUE + " bytes at most, in base64 where binary");
        }
        return text;
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
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
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof JsonNode document ? document.toString() : String.valueOf(value);
    }

    @Override
    public String keptSeq(String changeSeq) {
        return StarRocksSeq.number(changeSeq);
    }

    @Override
    public ColumnType seqType() {
        return new ColumnType.Whole(64, false);
    }

    @Override
    public String changeSeq(String kept) {
        return StarRocksSeq.changeSeq(kept);
    }

    @Override
    public void fits(CapturedTable table, Row row) {
        new StarRocksKey(table).check(this, row);
    }

    @Override
    public List<String> misfits(CapturedTable table) {
        return new StarRocksLimits(table, layout).misfits();
    }

    @Override
    public Optional<String> lacks(Connection connection) throws SQLException {
        return StarRocksVersion.lacks(connection);
    }

    @Override
    public Layout layout() {
        return layout;
    }

    /** Each statement that alters a table makes a job, and the next is refused until that is done. */
    @Override
    public boolean altersAtOnce() {
        return true;
    }

    @Override
    public boolean isAltering(SQLException failure) {
        return failure.getMessage() != null
                && ALTERING.matcher(failure.getMessage()).find();
    }

    @Override
    public boolean widens(String from, String to) {
        return StarRocksTypes.widens(from, to);
    }

    @Override
    public Optional<String> seqKeptAs(String type) {
        return type.startsWith("varchar") ? Optional.of(StarRocksSeq.OF_TEXT) : Optional.empty();
    }

    /** Rows are spread and sorted by their keys, as they are stored. */
    @Override
    public boolean widensKeys() {
        return false;
    }

    /** What is staged is in the server's memory as one document. */
    @Override
    public int largestBatch() {
        return 10_000;
    }

    /** It makes a predicate of 1,024 values of a join's at most; without one it reads the whole column. */
    @Override
    public int keysAtOnce() {
        return 1_000;
    }

    /** Each batch makes versions of two tables, which the server must merge. */
    @Override
    public Duration usualWait() {
        return Duration.ofSeconds(10);
    }

    /** Of two statements that write one version the later wins, whatever it knew: there is no lock to take. */
    @Override
    public boolean takesOneWriter() {
        return true;
    }

    @Override
    public boolean readsTopics() {
        return true;
    }

    @Override
    public boolean refuses(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"))
                || failure.getMessage() != null
                        && REFUSAL.matcher(failure.getMessage()).find();
    }

    @Override
    public String encryptedUrl() {
        return "jdbc:mysql://starrocks.example.com:9030/dw?sslMode=VERIFY_IDENTITY";
    }

    /**
     * Values are bound by the driver; a value that doesn't fit must never become NULL.
     */
    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "useServerPrepStmts", "false",
                "connectionTimeZone", "UTC",
                "forceConnectionTimeZoneToSession", "true",
                "jdbcCompliantTruncation", "false",
                "sessionVariables", "sql_mode='ONLY_FULL_GROUP_BY,ALLOW_THROW_EXCEPTION'",
                "connectTimeout", TimeLimits.millis(TimeLimits.CONNECTING),
                "socketTimeout", TimeLimits.millis(TimeLimits.STATEMENT));
    }

    @Override
    public RowText rowText() {
        return new StarRocksText(this);
    }
}
