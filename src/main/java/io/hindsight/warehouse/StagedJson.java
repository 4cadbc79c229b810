package io.hindsight.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.history.Row;
import io.hindsight.history.Truncate;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.OwnColumns;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the rows of one table ready for a stage statement: each a JSON object, of which the statement reads an array, {@code rows}. */
public final class StagedJson implements Staging {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Dialect dialect;
    private final CapturedTable table;
    private final List<Column> columns;

    public StagedJson(Dialect dialect, CapturedTable table) {
        this.dialect = dialect;
        this.table = table;
        this.columns = table.columns();
    }

    @Override
    public String of(Row row) {
        dialect.fits(table, row);
        var text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var index = 0; index < columns.size(); index++) {
                var value = row.values().get(index);
                // what isn't said may not be known: then the engine has its own word for nothing
                if (value == null
                        && (row.op() == 'd'
                                || row.isRedacted()
                                || row.unchanged().contains(index)
                                || dialect.leavesOutNulls())) {
                    continue;
                }
                json.writeFieldName(dialect.field(columns.get(index), index));
                if (value == null) {
                    json.writeNull();
                } else {
                    write(json, columns.get(index), dialect.staged(columns.get(index), value));
                }
            }
            if (table.declaration().isPartial()) {
                json.writeStringField(OwnColumns.UNCHANGED, Unchanged.text(table, row));
            }
            json.writeStringField("op_type", String.valueOf(row.op()));
            json.writeStringField("commit_ts", Moments.text(row.start()));
            json.writeStringField("change_seq", dialect.keptSeq(row.seq()));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    @Override
    public List<Map<String, Object>> parameters(List<?> rows) {
        var texts = new ArrayList<Map<String, Object>>();
        var text = new StringBuilder();
        for (var row : rows) {
            if (!text.isEmpty() && (long) text.length() + row.toString().length() >= dialect.largestStaged()) {
                texts.add(Map.of("rows", text.append(']').toString()));
                text = new StringBuilder();
            }
            text.append(text.isEmpty() ? '[' : ',').append(row);
        }
        texts.add(Map.of("rows", text.append(']').toString()));
        return texts;
    }

    /** A truncate as the statements about it take it. */
    @Override
    public Truncate of(Truncate truncate) {
        return new Truncate(truncate.at(), dialect.keptSeq(truncate.seq()));
    }

    /** A column that is text now may get what was a number when its change was made. */
    private static void write(JsonGenerator json, Column column, Object value) throws IOException {
        if (column.type().isText() && !(value instanceof String)) {
            json.writeString(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        } else {
            write(json, value);
        }
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof LocalDate date) {
            json.writeString(date.toString());
        } else if (value instanceof JsonNode document) {
            json.writeTree(document);
        } else {
            throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }
}
