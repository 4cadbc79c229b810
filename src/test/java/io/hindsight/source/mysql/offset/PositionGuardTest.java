package io.hindsight.source.mysql.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.debezium.data.Envelope;
import io.debezium.relational.RelationalChangeRecordEmitter;
import io.hindsight.capture.CaptureException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Changes are refused whose order nobody could tell, by each engine that would go on behind one of them. */
class PositionGuardTest {

    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("file", Schema.STRING_SCHEMA)
            .field("pos", Schema.INT64_SCHEMA)
            .field("row", Schema.INT32_SCHEMA)
            .field("snapshot", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema ENVELOPE = Envelope.defineSchema()
            .withName("items.Envelope")
            .withRecord(SchemaBuilder.struct().optional().build())
            .withSource(SOURCE)
            .build()
            .schema();

    private static final String NEW_KEY = RelationalChangeRecordEmitter.PK_UPDATE_NEWKEY_FIELD;
    private static final String OLD_KEY = RelationalChangeRecordEmitter.PK_UPDATE_OLDKEY_FIELD;

    private final PositionGuard guard = new PositionGuard(0, MissingNode.getInstance());

    @Test
    void aPlaceIsOneChangesAlone() {
        guard.check(change(100, 0));
        guard.check(change(100, 1));
        guard.check(change(200, 0));
        assertThatThrownBy(() -> guard.check(change(200, 0)))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("binlog_transaction_compression=OFF");
    }

    @Test
    void theNextEngineKnowsTheLastPlace() {
        guard.check(change(100, 1));
        var next = next();
        assertThatThrownBy(() -> next.check(change(100, 0))).isInstanceOf(CaptureException.class);
        next.check(change(100, 2));
    }

    @Test
    void aChangedKeyIsTwoChangesOfOnePlace() {
        guard.check(change(100, 0, NEW_KEY));
        guard.check(change(100, 0, OLD_KEY));
        assertThatThrownBy(() -> guard.check(change(100, 0, NEW_KEY))).isInstanceOf(CaptureException.class);
    }

    @Test
    void theDeleteOfAChangedKeyComesAgainWhereAnEngineEndedBehindIt() {
        guard.check(change(50, 0));
        guard.check(change(100, 0, NEW_KEY));
        var next = next();
        next.check(change(100, 0, NEW_KEY));
        next.check(change(100, 0, OLD_KEY));
    }

    /** Where rows of a prepared transaction are still to come. */
    @Test
    void anEngineThatBeginsFurtherBackTellsChangesAgain() {
        guard.check(change(50, 0));
        guard.check(change(100, 0));
        new PositionGuard(0, stored(0)).check(change(50, 0));
    }

    @Test
    void anotherEpochBeginsAnew() {
        guard.check(change(100, 0));
        new PositionGuard(1, stored(2)).check(change(4, 0));
    }

    private PositionGuard next() {
        return new PositionGuard(0, stored(2));
    }

    /** As the engine stores it with how many events of the transaction it has told. */
    private ObjectNode stored(int events) {
        assertThat(guard.known()).hasSize(1);
        var offset = JsonNodeFactory.instance
                .objectNode()
                .put("file", "binlog.000001")
                .put("pos", 4L);
        if (events > 0) {
            offset.put("event", events);
        }
        guard.known().forEach((key, value) -> offset.put(key, (String) value));
        return offset;
    }

    private static SourceRecord change(long position, int row, String... headers) {
        var source = new Struct(SOURCE)
                .put("db", "shop")
                .put("table", "items")
                .put("file", "binlog.000001")
                .put("pos", position)
                .put("row", row);
        var value = new Struct(ENVELOPE).put("op", "c").put("source", source);
        var change = new SourceRecord(null, null, "items", null, null, null, ENVELOPE, value);
        for (var header : headers) {
            change.headers().addString(header, "key");
        }
        return change;
    }
}
