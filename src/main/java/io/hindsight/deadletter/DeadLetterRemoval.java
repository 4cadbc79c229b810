package io.hindsight.deadletter;

import io.hindsight.kafka.Sender;
import io.hindsight.settings.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes chosen letters out of the dead-letter topic. An offset can only say that all before it is done: so letters in
 * between that weren't chosen are put at the topic's end again, as they are. The offset follows when Kafka has
 * everything, so that a crash at any place leaves copies at worst, which are known as such.
 */
final class DeadLetterRemoval implements AutoCloseable {

    /** What a chosen letter becomes. */
    @FunctionalInterface
    interface Successor {
        /** The message to send in its place; empty for none. */
        Optional<ProducerRecord<byte[], byte[]>> of(DeadLetter letter, Sender sender);
    }

    private final Sender sender;

    DeadLetterRemoval(Settings settings) {
        this.sender = new Sender(settings, "dead-letters");
    }

    /** Deals with the chosen letters and gives their number, a letter with copies being one. */
    int clear(DeadLetterQueue letters, Predicate<DeadLetter> chosen, Successor successor) {
        var next = new HashMap<TopicPartition, Long>();
        letters.each(letter -> {
            if (chosen.test(letter)) {
                next.put(partition(letter), letter.message().offset() + 1);
            }
        });
        var done = new HashSet<String>();
        var kept = new HashSet<String>();
        letters.each(letter -> {
            if (letter.message().offset() >= next.getOrDefault(partition(letter), 0L)) {
                return;
            }
            if (!chosen.test(letter)) {
                if (kept.add(letter.identity())) {
                    sender.send(again(letter));
                }
            } else if (done.add(letter.identity())) {
                successor.of(letter, sender).ifPresent(sender::send);
            }
        });
        sender.awaitAll();
        if (!next.isEmpty()) {
            letters.dealtWith(next);
        }
        return done.size();
    }

    private static TopicPartition partition(DeadLetter letter) {
        return new TopicPartition(letter.message().topic(), letter.message().partition());
    }

    private static ProducerRecord<byte[], byte[]> again(DeadLetter letter) {
        var message = letter.message();
        return new ProducerRecord<>(
                message.topic(),
                message.partition(),
                message.timestamp(),
                message.key(),
                message.value(),
                message.headers());
    }

    @Override
    public void close() {
        sender.close();
    }
}
