package io.hindsight.apply;

import io.hindsight.deadletter.DeadLetter;
import io.hindsight.history.Message;
import io.hindsight.history.Rejected;
import io.hindsight.table.ColumnsHeader;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A rejected message as it goes to the dead-letter topic: unchanged, with the reason and its place in headers. */
public final class DeadLetterMessage {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterMessage.class);

    /** Makes the exchange's body, a {@link Rejected}, the message to send. */
    public void prepare(Exchange exchange) {
        var message = exchange.getMessage();
        var rejected = message.getBody(Rejected.class);
        var original = rejected.message();
        message.setHeader(KafkaConstants.KEY, original.key());
        message.setHeader(Message.EPOCH, String.valueOf(original.epoch()));
        message.setHeader(DeadLetter.REASON, rejected.reason());
        message.setHeader(DeadLetter.TOPIC, original.topic());
        message.setHeader(DeadLetter.PARTITION, String.valueOf(original.partition()));
        message.setHeader(DeadLetter.OFFSET, String.valueOf(original.offset()));
        message.setHeader(DeadLetter.TABLE, exchange.getVariable("table"));
        message.setHeader(DeadLetter.WAREHOUSE, exchange.getVariable("warehouse"));
        message.setHeader(DeadLetter.ROUTE, exchange.getFromRouteId());
        message.setHeader(DeadLetter.REPLAYS, String.valueOf(original.replays()));
        if (original.columns() != null) {
            message.setHeader(ColumnsHeader.NAME, original.columns());
        }
        message.setBody(original.value());
        LOG.warn(
                "dead letter: {}, for {} in {}: {}",
                original.position(),
                exchange.getVariable("table"),
                exchange.getVariable("warehouse"),
                rejected.reason());
    }
}
