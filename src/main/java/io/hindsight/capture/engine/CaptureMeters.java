package io.hindsight.capture.engine;

import io.debezium.data.Envelope;
import io.hindsight.capture.message.SourceBlock;
import io.hindsight.capture.snapshot.Snapshots;
import io.hindsight.context.ContextSettings;
import io.hindsight.observe.DebeziumMeters;
import io.hindsight.observe.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Counts the changes that Kafka has, by table and op; a batch updates each counter once. */
final class CaptureMeters {

    private static final String OPS = "cudrt";

    private final CamelContext context;
    private final CaptureState state;
    private final Snapshots snapshot;
    private final Map<String, TableMeters> tables = new HashMap<>();
    private DebeziumMeters debezium;

    CaptureMeters(CamelContext context, CaptureState state) {
        this.context = context;
        this.state = state;
        this.snapshot = new Snapshots(context);
    }

    /** Shows them, at zero, and what Debezium itself counts. */
    void bind() {
        var settings = ContextSettings.of(context);
        debezium = new DebeziumMeters(settings.source().kind().connector(), settings.name());
        debezium.bindTo(Meters.of(context));
        snapshot.bind();
        bindTables();
        Gauge.builder("hindsight.capture.running", state, now -> now.isRunning() ? 1 : 0)
                .description("Whether this instance captures; another may do so in its place")
                .tag("pipeline", settings.name())
                .strongReference(true)
                .register(Meters.of(context));
    }

    private void bindTables() {
        var settings = ContextSettings.of(context);
        var fresh = settings.tables().stream()
                .map(table -> table.source().toString())
                .distinct()
                .filter(name -> !tables.containsKey(settings.name() + "." + name))
                .toList();
        fresh.forEach(name -> tables.put(settings.name() + "." + name, new TableMeters(name)));
        debezium.follow(Meters.of(context), fresh);
        snapshot.follow(fresh);
    }

    /** An engine is about to start, for more tables perhaps than the one before it. */
    void starting() {
        bindTables();
        snapshot.abandoned();
    }

    /** Kafka has the batch. */
    void delivered(List<SourceRecord> batch) {
        for (var change : batch) {
            if (change.value() instanceof Struct value && Envelope.isEnvelopeSchema(change.valueSchema())) {
                var source = value.getStruct(Envelope.FieldName.SOURCE);
                var table = tables.computeIfAbsent(
                        change.topic(),
                        unforeseen -> new TableMeters(SourceBlock.table(value).toString()));
                var op = OPS.indexOf(value.getString(Envelope.FieldName.OPERATION));
                if (op >= 0) {
                    table.counts[op]++;
                }
                if (op == OPS.indexOf('r')) {
                    snapshot.read(table.name, source.getString("snapshot"));
                }
            }
        }
        tables.values().forEach(TableMeters::flush);
        snapshot.flush();
    }

    /** One table's counters, and what the batch in hand adds to them. */
    private final class TableMeters {

        private final String name;
        private final Counter[] counters;
        private final long[] counts = new long[OPS.length()];

        TableMeters(String name) {
            this.name = name;
            this.counters = OPS.chars()
                    .mapToObj(op -> Counter.builder("hindsight.capture.changes")
                            .description("Changes that Kafka has, by Debezium's op")
                            .tags("table", name, "op", String.valueOf((char) op))
                            .register(Meters.of(context)))
                    .toArray(Counter[]::new);
        }

        void flush() {
            for (var op = 0; op < counts.length; op++) {
                if (counts[op] > 0) {
                    counters[op].increment(counts[op]);
                    counts[op] = 0;
                }
            }
        }
    }
}
