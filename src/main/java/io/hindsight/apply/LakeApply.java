package io.hindsight.apply;

import io.hindsight.history.KeptVersion;
import io.hindsight.observe.Concerns;
import io.hindsight.observe.FailureText;
import io.hindsight.observe.LakeMeters;
import io.hindsight.observe.Meters;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.warehouse.iceberg.LakeWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Variable;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies batches to the tables of a lake: first their files, then one commit, which has Kafka's offsets too. */
public final class LakeApply {

    private static final Logger LOG = LoggerFactory.getLogger(LakeApply.class);

    private final WarehouseSettings warehouse;
    private final WriterLease lease;
    private final MeterRegistry registry;
    private final Concerns health;
    private final Map<String, LakeWriter> writers = new ConcurrentHashMap<>();
    private final Map<String, LakeMeters> meters = new ConcurrentHashMap<>();

    LakeApply(CamelContext context, WarehouseSettings warehouse, WriterLease lease, Concerns health) {
        this.health = health;
        this.registry = Meters.of(context);
        this.warehouse = warehouse;
        this.lease = lease;
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                writers.values().forEach(LakeWriter::close);
            }
        });
    }

    private LakeMeters meters(AppliedTable table) {
        return meters.computeIfAbsent(
                table.getId(), id -> new LakeMeters(registry, Meters.tags(table.declaration(), warehouse.name())));
    }

    private LakeWriter writer(AppliedTable table) {
        return writers.computeIfAbsent(
                table.getId(),
                id -> new LakeWriter(() -> warehouse.lake().orElseThrow().load(table.declaration())));
    }

    /** Writes the batch's files, which nobody sees yet. */
    public void write(@Variable("taken") TableBatch batch) throws IOException {
        checkLease();
        var changes = batch.getChanges();
        var table = batch.getTable();
        writer(table)
                .write(
                        table.kept().orElseThrow(),
                        changes.takeAll().stream().map(KeptVersion.class::cast).toList(),
                        changes.truncates(),
                        batch.offsets());
    }

    /** Makes them part of the table. */
    public void commit(@Variable("applied") AppliedTable table) throws IOException {
        checkLease();
        var writer = writer(table);
        writer.commit();
        var meters = meters(table);
        try {
            var isRewritten = writer.maintain(warehouse.snapshots());
            meters.maintained(writer.size(), isRewritten);
            health.remove(table.getId());
        } catch (RuntimeException | IOException failure) {
            // the batch is there; it is tried again behind the next
            meters.failed();
            if (health.put(table.getId(), FailureText.of(failure))) {
                LOG.warn("{} can't be written anew: {}", table.getId(), FailureText.of(failure));
            }
        }
    }

    private void checkLease() throws IOException {
        if (!lease.lease().isHeld()) {
            throw new IOException("another instance may write to " + warehouse);
        }
    }

    /**
     * Has a consumer read on from where the lake is; Kafka's own offsets may be behind it, or of a table that is gone.
     *
     * @param tables by topic
     */
    void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Map<String, AppliedTable> tables) {
        var read = new HashMap<String, Map<String, Map<Integer, Long>>>();
        for (var partition : partitions) {
            var topic = partition.topic();
            var next = Optional.ofNullable(read.computeIfAbsent(topic, one -> offsets(tables.get(one)))
                            .get(topic))
                    .map(offsets -> offsets.get(partition.partition()));
            if (next.isPresent()) {
                consumer.seek(partition, next.get());
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
        }
    }

    private Map<String, Map<Integer, Long>> offsets(AppliedTable table) {
        return warehouse.lake().orElseThrow().offsets(table.declaration());
    }
}
