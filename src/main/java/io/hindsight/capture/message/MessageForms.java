package io.hindsight.capture.message;

import io.hindsight.settings.Settings;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Holds what the messages of one reader of the source are written with, which is for one thread at a time.
 *
 * @param masks what is never written
 */
public record MessageForms(EnvelopeJson json, Masks masks, ChangeHeaders headers) {

    /** @param more headers that every message has */
    public static MessageForms of(Settings settings, Map<String, Object> more) {
        return new MessageForms(
                new EnvelopeJson(settings.kafka().maxMessageBytes()),
                new Masks(settings),
                new ChangeHeaders(settings.source(), more));
    }

    /** Finds those of the reader that has made the exchange. */
    static MessageForms of(Exchange exchange, MessageForms others) {
        return exchange.getProperty(MessageForms.class.getName(), others, MessageForms.class);
    }
}
