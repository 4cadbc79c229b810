package io.hindsight.apply;

import java.util.HashMap;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/** Last step of an apply route: the warehouse has the batch, so Kafka may count it as read. */
public final class CommitOffsets {

    /** Commits the last offset of each partition in a Kafka batch. */
    public void commit(List<Exchange> messages) {
        var last = new HashMap<Integer, KafkaManualCommit>();
        for (var exchange : messages) {
            var message = exchange.getMessage();
            last.put(
                    message.getHeader(KafkaConstants.PARTITION, Integer.class),
                    message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
        }
        last.values().forEach(KafkaManualCommit::commit);
    }
}
