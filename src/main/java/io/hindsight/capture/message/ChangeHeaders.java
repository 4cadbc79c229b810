package io.hindsight.capture.message;

import io.debezium.data.Envelope;
import io.hindsight.history.Message;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.SourceDriver;
import io.hindsight.table.ColumnWords;
import io.hindsight.table.ColumnsHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes the headers of a change's message: the source's epoch, and the columns that the table had when the change was made.
 * Debezium says those in the parameters of a row's schema, by {@code column.propagate.source.type}.
 */
final class ChangeHeaders {

    /** A table's schema is a new object after each DDL and each start; this many are kept. */
    private static final int KNOWN_SCHEMAS = 1_000;

    private final SourceDriver source;
    private final Map<String, Object> ofAll;
    private final Map<Schema, Map<String, Object>> known = new IdentityHashMap<>();

    /** @param more that every message has */
    ChangeHeaders(SourceSettings settings, Map<String, Object> more) {
        this.source = SourceDriver.of(settings.kind());
        var headers = new HashMap<>(more);
        headers.put(Message.EPOCH, String.valueOf(settings.epoch()).getBytes(StandardCharsets.US_ASCII));
        this.ofAll = Map.copyOf(headers);
    }

    /** Of what is no row. */
    Map<String, Object> plain() {
        return ofAll;
    }

    /** Of a row's change. */
    Map<String, Object> of(SourceRecord change) {
        var headers = known.get(change.valueSchema());
        if (headers == null) {
            if (known.size() >= KNOWN_SCHEMAS) {
                known.clear();
            }
            headers = made(change);
            known.put(change.valueSchema(), headers);
        }
        return headers;
    }

    /** Of a table that was emptied: it has the schema of the table's rows, but says no key, so rows don't get these. */
    Map<String, Object> ofTruncate(SourceRecord change) {
        return made(change);
    }

    private Map<String, Object> made(SourceRecord change) {
        var headers = new HashMap<>(ofAll);
        headers.put(ColumnsHeader.NAME, ColumnsHeader.write(columns(change, source)));
        return Map.copyOf(headers);
    }

    static List<ColumnWords> columns(SourceRecord change, SourceDriver source) {
        var columns = new ArrayList<ColumnWords>();
        for (var field :
                change.valueSchema().field(Envelope.FieldName.AFTER).schema().fields()) {
            var key = change.keySchema() == null ? null : change.keySchema().field(field.name());
            columns.add(source.column(field, key == null ? 0 : key.index() + 1));
        }
        return columns;
    }
}
