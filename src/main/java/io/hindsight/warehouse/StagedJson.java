package io.hindsight.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.history.Row;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

/** A row as the JSON object that a warehouse's stage statement reads. */
public final class StagedJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Warehouse warehouse;
    private final List<Column> columns;

    public StagedJson(Warehouse warehouse, CapturedTable table) {
        this.warehouse = warehouse;
        this.columns = table.columns();
    }

    /**
     * Writes a row.
     *
     * @throws RefusedValueException when the warehouse can't keep a value as it is
     */
    public String of(Row row) {
        var text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var index = 0; index < columns.size(); index++) {
                var value = row.values().get(index);
                json.writeFieldName(columns.get(index).target());
                if (value == null) {
                    json.writeNull();
                } else {
                    warehouse.write(json, columns.get(index), value);
                }
            }
            json.writeStringField("op_type", String.valueOf(row.op()));
            json.writeStringField("commit_ts", Moments.text(row.start()));
            json.writeStringField("change_seq", row.seq());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** Writes values that all engines read alike. */
    static void writePlain(JsonGenerator json, Object value) throws IOException {
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
        } else {
            throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }
}
