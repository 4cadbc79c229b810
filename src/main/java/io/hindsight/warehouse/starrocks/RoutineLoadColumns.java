package io.hindsight.warehouse.starrocks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.history.SeqPart;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.warehouse.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How StarRocks itself reads Debezium's messages of a table: what it takes out of them, all of it as text, and what it
 * makes of that for each column of the table that keeps the latest rows.
 */
final class RoutineLoadColumns {

    /** StarRocks splits a path at dots and reads brackets as places in an array, in quotes too. */
    private static final Pattern UNREADABLE = Pattern.compile("[\"\\\\\\[\\]*\\p{Cntrl}]");

    private static final String OP = "hindsight_op";

    private final Dialect dialect;
    private final CapturedTable table;
    private final int epoch;
    private final List<SeqPart> order;

    /**
     * @param epoch of the source: a message has it in a header, which StarRocks doesn't read
     * @param order of the source's changes
     */
    RoutineLoadColumns(Dialect dialect, CapturedTable table, int epoch, List<SeqPart> order) {
        this.dialect = dialect;
        this.table = table;
        this.epoch = epoch;
        this.order = order;
    }

    /** JSON paths by the names that their values have until they are kept. */
    Map<String, String> read() {
        var read = new LinkedHashMap<String, String>();
        read.put(OP, "$.op");
        read.put("hindsight_database", "$.source.db");
        read.put("hindsight_table", "$.source.table");
        order.forEach(part -> read.put(text(part), "$.source." + part.field()));
        read.put("hindsight_committed", "$.source.ts_us");
        for (var index = 0; index < table.columns().size(); index++) {
            var column = table.columns().get(index);
            read.put("hindsight_after_" + index, "$.after." + step(column.name()));
            if (column.key()) {
                read.put("hindsight_before_" + index, "$.before." + step(column.name()));
            }
        }
        return read;
    }

    private static String step(String name) {
        return name.matches("\\w+") ? name : '"' + name + '"';
    }

    /** The paths as StarRocks wants them: a JSON array, in the order of their names. */
    String jsonPaths() {
        try {
            return new JsonMapper().writeValueAsString(read().values());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Expressions by the quoted columns that they are for, all columns of the table. */
    Map<String, String> kept() {
        var kept = new LinkedHashMap<String, String>();
        for (var index = 0; index < table.columns().size(); index++) {
            var column = table.columns().get(index);
            var text = "hindsight_after_" + index;
            kept.put(
                    dialect.quote(column.target()),
                    value(
                            column,
                            column.key()
                                    ? "if(" + OP + " = 'd', hindsight_before_" + index + ", " + text + ")"
                                    : text));
        }
        kept.put("commit_ts", moment("CAST(hindsight_committed AS bigint)", 1_000_000));
        kept.put(
                "change_seq",
                order.stream()
                        .map(RoutineLoadColumns::weighed)
                        .collect(Collectors.joining(" + ", StarRocksSeq.ofEpoch(epoch) + " + ", "")));
        kept.put("is_deleted", "CASE WHEN " + isChange() + " THEN " + OP + " = 'd' END");
        return kept;
    }

    /** A row's change of this table. A truncate has no key that StarRocks could find rows by. */
    private String isChange() {
        return OP + " IN ('c', 'u', 'd', 'r') AND hindsight_database = "
                + RoutineLoad.text(table.source().database()) + " AND hindsight_table = "
                + RoutineLoad.text(table.source().table());
    }

    private static String text(SeqPart part) {
        return "hindsight_" + part.name();
    }

    private static String weighed(SeqPart part) {
        var number = part.ending() ? "regexp_extract(" + text(part) + ", '([0-9]+)$', 1)" : text(part);
        return "CAST(" + number + " AS largeint) * " + StarRocksSeq.weight(part);
    }

    private String value(Column column, String text) {
        return switch (column.type().kind()) {
            case WHOLE, DECIMAL, FLOAT -> cast(column, text);
            case YEAR -> cast(column, "if(" + text + " = '1900', '0', " + text + ")");
            case BIT -> column.type().bits() == 1 ? text + " IN ('1', 'true')" : cast(column, bits(column, text));
            case DATE -> cast(column, "date_add('1970-01-01', INTERVAL CAST(" + text + " AS int) DAY)");
            case TIME -> time("CAST(" + text + " AS bigint)");
            case DATETIME -> moment(
                    "CAST(" + text + " AS bigint)", column.type().precision() <= 3 ? 1_000 : 1_000_000);
            case TIMESTAMP -> cast(column, "replace(replace(" + text + ", 'T', ' '), 'Z', '')");
            case BINARY -> StarRocks.read(column, text);
            case TEXT, ENUM, SET, JSON, UUID, GEOMETRY, ARRAY -> text;
        };
    }

    private String cast(Column column, String text) {
        return "CAST(" + text + " AS " + dialect.type(column) + ")";
    }

    /** Days, seconds and fractions one by one: none is more than the 32 bits that may be added. */
    private static String moment(String count, int perSecond) {
        var perDay = 86_400L * perSecond;
        return "CAST(date_add(date_add(date_add('1970-01-01 00:00:00', INTERVAL " + count + " DIV " + perDay
                + " DAY), INTERVAL (" + count + " % " + perDay + ") DIV " + perSecond + " SECOND), INTERVAL (" + count
                + " % " + perSecond + ") * " + 1_000_000 / perSecond + " MICROSECOND) AS datetime)";
    }

    private static String time(String micros) {
        var positive = "abs(" + micros + ")";
        return "concat(if(" + micros + " < 0, '-', ''), if(" + positive + " < 36000000000, '0', ''), " + positive
                + " DIV 3600000000, ':', lpad(" + positive + " DIV 60000000 % 60, 2, '0'), ':', lpad(" + positive
                + " DIV 1000000 % 60, 2, '0'), '.', lpad(" + positive + " % 1000000, 6, '0'))";
    }

    /** Debezium gives bits as bytes, the lowest first. */
    private static String bits(Column column, String text) {
        var digits = "from_binary(to_binary(" + text + ", 'encode64'), 'hex')";
        var bytes = new ArrayList<String>();
        for (var octet = (column.type().bits() + 7) / 8; octet > 0; octet--) {
            bytes.add("substr(" + digits + ", " + (2 * octet - 1) + ", 2)");
        }
        return "conv(concat(" + String.join(", ", bytes) + "), 16, 10)";
    }

    /** What of a table StarRocks can't read in this way, each with the cure. */
    static List<String> misfits(CapturedTable table) {
        var option = "hindsight.table." + table.declaration().name() + ".";
        return table.columns().stream()
                .flatMap(column -> Stream.of(
                                column.type().kind() == TypeKind.GEOMETRY ? "is GEOMETRY" : "",
                                UNREADABLE.matcher(column.name()).find()
                                        ? "has a name that its JSON paths can't hold"
                                        : "")
                        .filter(why -> !why.isEmpty())
                        .map(why -> "column " + column.name() + " of " + table.source() + " " + why
                                + ", so StarRocks' Routine Load can't read it; leave it out: " + option + "exclude="
                                + column.name() + ", or let a route read the table: " + option + "routine-load="))
                .toList();
    }
}
