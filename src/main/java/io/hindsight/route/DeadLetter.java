package io.hindsight.route;

import io.hindsight.history.Rejected;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A rejected message as it goes to the dead-letter topic: unchanged, with the reason and its place in headers. */
public final class DeadLetter {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetter.class);

    /** Makes the exchange's body, a {@link Rejected}, the message to send. */
    public void prepare(Exchange exchange) {
        var message = exchange.getMessage();
        var rejected = message.getBody(Rejected.class);
        var original = rejected.message();
        message.setHeader(KafkaConstants.KEY, original.key());
        message.setHeader("hindsight.epoch", String.valueOf(original.epoch()));
        message.setHeader("hindsight.error.reason", rejected.reason());
        message.setHeader("hindsight.error.topic", original.topic());
        message.setHeader("hindsight.error.partition", String.valueOf(original.partition()));
        message.setHeader("hindsight.error.offset", String.valueOf(original.offset()));
        message.setHeader("hindsight.error.table", exchange.getVariable("table"));
        message.setHeader("hindsight.error.warehouse", exchange.getVariable("warehouse"));
        message.setBody(original.value());
        LOG.warn(
                "dead letter: offset {} of {}-{}, for {} in {}: {}",
                original.offset(),
                original.topic(),
                original.partition(),
                exchange.getVariable("table"),
                exchange.getVariable("warehouse"),
                rejected.reason());
    }
}
