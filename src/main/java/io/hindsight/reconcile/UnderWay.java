package io.hindsight.reconcile;

import io.hindsight.kafka.ApplyGroup;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.kafka.TableTopics;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Waits until batches that warehouses were being given are there, so that what is given later knows what was said before. */
public final class UnderWay implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;

    private final Settings settings;
    private final KafkaAdmin kafka;

    public UnderWay(Settings settings) {
        this.settings = settings;
        this.kafka = new KafkaAdmin(settings, "under-way");
    }

    /** Returns when each table's batch that was under way is there, or nothing was; or when the time is over, for nobody may be at work. */
    public void await(Collection<TableDeclaration> tables, Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        var open = new HashMap<String, Map<TopicPartition, Long>>();
        for (var table : tables) {
            var ends = kafka.ends(kafka.partitions(List.of(table.topic(settings.name()))));
            for (var warehouse : table.warehouses()) {
                if (!table.routineLoad().contains(warehouse)
                        && TableTopics.possible(settings).contains(table)) {
                    open.computeIfAbsent(
                                    ApplyGroup.of(settings, table, warehouse).name(), group -> new HashMap<>())
                            .putAll(ends);
                }
            }
        }
        var before = kafka.committed(open.keySet());
        while (!isThere(open, before, kafka.committed(open.keySet())) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static boolean isThere(
            Map<String, Map<TopicPartition, Long>> ends,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> before,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> now) {
        return ends.entrySet().stream()
                .allMatch(group -> group.getValue().entrySet().stream().allMatch(partition -> {
                    var first = offset(before.get(group.getKey()).get(partition.getKey()));
                    var last = offset(now.get(group.getKey()).get(partition.getKey()));
                    return last >= partition.getValue() || last > first;
                }));
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
