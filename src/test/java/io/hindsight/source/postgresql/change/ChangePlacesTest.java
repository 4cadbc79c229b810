package io.hindsight.source.postgresql.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.data.Envelope;
import io.hindsight.capture.CaptureException;
import io.hindsight.source.postgresql.offset.Timelines;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class ChangePlacesTest {

    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("db", Schema.STRING_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("sequence", Schema.STRING_SCHEMA)
            .field("timeline", Schema.OPTIONAL_INT32_SCHEMA)
            .field("lsn_commit", Schema.OPTIONAL_INT64_SCHEMA)
            .field("row", Schema.OPTIONAL_INT64_SCHEMA)
            .field(
                    io.hindsight.history.Envelope.UNCHANGED,
                    SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("shop.public.items.Envelope")
            .field(Envelope.FieldName.SOURCE, SOURCE)
            .field(Envelope.FieldName.OPERATION, Schema.STRING_SCHEMA)
            .build();

    private final ChangePlaces places = new ChangePlaces(new Timelines(2, "1\t0/50\tpromoted\n"), () -> 0x48L);

    @Test
    void changesAreCountedFromTheCommitBeforeThemEachTableForItself() {
        assertThat(placed("c", "items", "[\"96\",\"90\"]")).isEqualTo("2|96|1");
        assertThat(placed("u", "items", "[\"96\",\"90\"]")).isEqualTo("2|96|2");
        assertThat(placed("c", "orders", "[\"96\",\"80\"]")).isEqualTo("2|96|1");
        assertThat(placed("t", "items", "[\"96\",\"99\"]")).isEqualTo("2|96|3");
        assertThat(placed("c", "items", "[\"112\",\"70\"]")).isEqualTo("2|112|1");
    }

    @Test
    void rowsThatASnapshotReadsAreBeforeTheTransactionThatFollows() {
        assertThat(placed("r", "items", "[\"96\",\"100\"]")).isEqualTo("2|96|0");
        assertThat(placed("u", "items", "[\"96\",\"90\"]")).isEqualTo("2|96|1");
    }

    @Test
    void whatFollowsTheFirstSnapshotFollowsTheSlotsBeginningWhichIsOnAnOlderTimeline() {
        assertThat(placed("r", "items", "[null,\"72\"]")).isEqualTo("1|72|0");
        assertThat(placed("c", "items", "[null,\"75\"]")).isEqualTo("1|72|1");
    }

    @Test
    void twoChangesThatShareABlockHavePlacesOfTheirOwn() {
        var source = source("items", "[\"96\",\"90\"]");
        var deleted = place("d", "items", source).put(io.hindsight.history.Envelope.UNCHANGED, List.of("name"));
        var created = place("c", "items", source);
        assertThat(List.of(deleted, created))
                .extracting(change -> change.get("row"))
                .containsExactly(1L, 2L);
        assertThat(deleted.get(io.hindsight.history.Envelope.UNCHANGED)).isEqualTo(List.of("name"));
        assertThat(created.get(io.hindsight.history.Envelope.UNCHANGED)).isNull();
    }

    @Test
    void aLogThatGoesBackStopsCapture() {
        placed("c", "items", "[\"112\",\"120\"]");
        assertThatThrownBy(() -> placed("c", "items", "[\"96\",\"130\"]"))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("0/60 follows one behind 0/70");
    }

    private String placed(String op, String table, String sequence) {
        var own = place(op, table, source(table, sequence));
        return own.get("timeline") + "|" + own.get("lsn_commit") + "|" + own.get("row");
    }

    private static Struct source(String table, String sequence) {
        return new Struct(SOURCE)
                .put("db", "shop")
                .put("schema", "public")
                .put("table", table)
                .put("sequence", sequence);
    }

    private Struct place(String op, String table, Struct source) {
        var value = new Struct(ENVELOPE).put(Envelope.FieldName.SOURCE, source).put(Envelope.FieldName.OPERATION, op);
        places.place(new SourceRecord(null, null, "shop.public." + table, null, null, null, ENVELOPE, value));
        return value.getStruct(Envelope.FieldName.SOURCE);
    }
}
