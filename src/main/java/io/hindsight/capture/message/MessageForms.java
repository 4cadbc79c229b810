package io.hindsight.capture.message;

import io.hindsight.settings.Settings;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Holds what the messages of one reader of the source are written with, which is for one thread at a time.
 *
 * @param json writes keys, and what isn't of a row
 * @param values writes changes
 * @param masks what is never written
 * @param leftOut which changes aren't sent
 * @param firsts which changes are marked as the first of their row
 */
public record MessageForms(
        EnvelopeJson json,
        ChangeValues values,
        Masks masks,
        ChangeHeaders headers,
        FirstChanges firsts,
        LeftOut leftOut) {

    /** Says which changes aren't sent. */
    @FunctionalInterface
    public interface LeftOut {
        boolean has(SourceRecord change, byte[] key);
    }

    /** @param more headers that every message has */
    public static MessageForms of(Settings settings, Map<String, Object> more) {
        return of(settings, more, FirstChanges.UNMARKED, (change, key) -> false);
    }

    /** The same for a reader that marks the first change of each row. */
    public static MessageForms of(Settings settings, Map<String, Object> more, FirstChanges firsts, LeftOut leftOut) {
        var json = new EnvelopeJson(settings.kafka().maxMessageBytes());
        var masks = new Masks(settings);
        return new MessageForms(
                json,
                ChangeValues.of(settings, json, masks),
                masks,
                new ChangeHeaders(settings.source(), more),
                firsts,
                leftOut);
    }

    /** Finds those of the reader that has made the exchange. */
    static MessageForms of(Exchange exchange, MessageForms others) {
        return exchange.getProperty(MessageForms.class.getName(), others, MessageForms.class);
    }
}
