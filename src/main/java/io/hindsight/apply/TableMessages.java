package io.hindsight.apply;

import io.hindsight.deadletter.DeadLetter;
import io.hindsight.history.Message;
import io.hindsight.history.ValueForm;
import io.hindsight.table.ColumnsHeader;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A table's messages as Kafka hands them out. */
final class TableMessages {

    private TableMessages() {}

    /** @param form what values were sent in */
    static Message of(ConsumerRecord<byte[], ?> message, ValueForm form) {
        return new Message(
                message.topic(),
                message.partition(),
                message.offset(),
                message.key(),
                (byte[]) message.value(),
                number(message, Message.EPOCH, -1),
                number(message, DeadLetter.REPLAYS, 0),
                bytes(message, ColumnsHeader.NAME),
                bytes(message, Message.FIRST) != null,
                form);
    }

    /** A change of another producer has no such header; in one that isn't a number there may be anything. */
    private static int number(ConsumerRecord<byte[], ?> message, String header, int unreadable) {
        var text = text(message, header);
        return text == null ? 0 : text.matches("\\d{1,9}") ? Integer.parseInt(text) : unreadable;
    }

    static String text(ConsumerRecord<byte[], ?> message, String header) {
        var value = bytes(message, header);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ConsumerRecord<byte[], ?> message, String header) {
        var found = message.headers().lastHeader(header);
        return found == null ? null : found.value();
    }
}
