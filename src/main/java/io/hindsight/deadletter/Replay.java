package io.hindsight.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.history.Message;
import io.hindsight.kafka.Sender;
import io.hindsight.settings.Settings;
import io.hindsight.table.ColumnsHeader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends changes back to their topic, where the route that refused them, and no other, reads them again. Each finds its
 * place in the history by its change_seq, so neither the time nor a second sending matters. What is refused again is a
 * new letter, which this replay doesn't see.
 */
public final class Replay {

    private final Settings settings;
    private final Map<String, String> topics;

    public Replay(Settings settings) {
        this.settings = settings;
        this.topics = settings.tables().stream()
                .flatMap(table -> table.warehouses().stream()
                        .map(warehouse -> Map.entry(table.routeId(warehouse), table.topic(settings.name()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Says whether there is a route that would read it. */
    public boolean canTake(DeadLetter letter) {
        return topics.containsKey(letter.route());
    }

    /** Sends the chosen ones that can be taken, and gives their number. */
    public int run(DeadLetterQueue letters, Predicate<DeadLetter> chosen) {
        try (var clearance = new DeadLetterRemoval(settings)) {
            return clearance.clear(letters, chosen.and(this::canTake), this::original);
        }
    }

    private Optional<ProducerRecord<byte[], byte[]>> original(DeadLetter letter, Sender sender) {
        var topic = topics.get(letter.route());
        var message = new ProducerRecord<>(
                topic,
                partition(letter, topic, sender),
                letter.message().key(),
                letter.message().value());
        message.headers()
                .add(Message.EPOCH, letter.epoch().getBytes(UTF_8))
                .add(DeadLetter.REPLAY_ROUTE, letter.route().getBytes(UTF_8))
                .add(DeadLetter.REPLAYS, String.valueOf(letter.replays() + 1).getBytes(UTF_8));
        var columns = letter.message().headers().lastHeader(ColumnsHeader.NAME);
        if (columns != null) {
            message.headers().add(columns);
        }
        return Optional.of(message);
    }

    /** Where it was, beside the other changes of its key; by its key when the topic isn't what it was. */
    private static Integer partition(DeadLetter letter, String topic, Sender sender) {
        var isThere = topic.equals(letter.topic())
                && letter.partition() >= 0
                && letter.partition() < sender.partitions(topic);
        return isThere ? letter.partition() : null;
    }
}
