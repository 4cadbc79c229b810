package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Where a consumer begins with a table that others have read for before. */
class InheritedOffsetsIT extends ConsumedTables {

    @Test
    void itBeginsWhereTheGroupThatATableHadToItselfHasEnded() throws Exception {
        send(orders, 3, 10);
        send(parcels, 3, 10);
        committed(name + ".apply-orders-dw", orders, 2, "");
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            var begins = begins(consumer);
            assertThat(begins).isEqualTo(Map.of(orders.name(), List.of(2L), parcels.name(), List.of(0L, 1L, 2L)));
        }
        try (var admin = admin()) {
            var partition = new TopicPartition(orders.name(), 0);
            assertThat(admin.listConsumerGroupOffsets(name + ".apply-dw")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(partition))
                    .isEqualTo(new OffsetAndMetadata(3, "orders"));
        }
    }

    @Test
    void whatWasCommittedForAnotherTableIsNobodysHere() throws Exception {
        send(orders, 3, 10);
        committed(name + ".apply-dw", orders, 2, "somebody");
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            assertThat(begins(consumer)).isEqualTo(Map.of(orders.name(), List.of(0L, 1L, 2L)));
        }
    }

    @Test
    void aTableThatOtherSettingsGiveToAnotherGroupTakesItsOffsetsAlong() throws Exception {
        send(orders, 3, 10);
        committed(name + ".apply-dw-2", orders, 1, "orders");
        properties.put("hindsight.table.zorders.source", "shop.orders");
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            assertThat(begins(consumer)).isEqualTo(Map.of(orders.name(), List.of(1L, 2L)));
        }
    }

    /** The offsets that it reads, until there are no more. */
    private Map<String, List<Long>> begins(Consumer<byte[], Object> consumer) {
        var begins = new HashMap<String, List<Long>>();
        for (var batch = batch(consumer); ; ) {
            begins.put(batch.topic(), offsets(batch));
            batch.commit();
            var next = consumer.poll(Duration.ofSeconds(1));
            if (next.isEmpty()) {
                return begins;
            }
            batch = (TableBatch) next.iterator().next().value();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()));
    }

    private static void committed(String group, TestTopic topic, long offset, String metadata) throws Exception {
        try (var admin = admin()) {
            admin.alterConsumerGroupOffsets(
                            group, Map.of(new TopicPartition(topic.name(), 0), new OffsetAndMetadata(offset, metadata)))
                    .all()
                    .get();
        }
    }
}
