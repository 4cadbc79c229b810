package io.hindsight.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Keeps notes of one kind in Kafka, beside the engine's offset, for all instances and commands: of each name the last word
 * counts. For one thread at a time.
 */
public final class Notes implements AutoCloseable {

    /** What notes are about; Connect, which reads all keys, takes each for another connector's offset. */
    public enum NoteKind {
        /** A table that is held. */
        HELD,
        /** A table that is to be compared with the source. */
        OWED,
        /** A row of which an update came that leaves values out, and of which no version is known. */
        UNKNOWN,
        /** A span of the source's log that is read again. */
        REREAD,
        /** A table of which a row was forgotten. */
        FORGOTTEN,
        /** Where the history of a table begins. */
        BEGINNING,
        /** A table that was found to fit a pattern. */
        FOUND;

        private String key() {
            return "[\"hindsight-" + name().toLowerCase(Locale.ROOT) + "\",";
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final NoteKind kind;
    private final TopicFollower topic;
    private Sender sender;

    public Notes(Settings settings, NoteKind kind) {
        this.settings = settings;
        this.kind = kind;
        this.topic =
                new TopicFollower(settings, "notes", TopicNames.of(settings).offsets());
    }

    /** Says whether a record of the topic is a note, of whatever kind, and no offset. */
    public static boolean isNote(String key) {
        for (var kind : NoteKind.values()) {
            if (key.startsWith(kind.key())) {
                return true;
            }
        }
        return false;
    }

    /** Shows what has come since the last call, the newest last; of what was forgotten nothing is left. */
    public void readOn(BiConsumer<JsonNode, Optional<JsonNode>> look) {
        topic.readOn(() -> {}, message -> show(message, look));
    }

    private void show(ConsumerRecord<byte[], byte[]> message, BiConsumer<JsonNode, Optional<JsonNode>> look) {
        var key = new String(message.key(), StandardCharsets.UTF_8);
        if (key.startsWith(kind.key())) {
            look.accept(
                    parsed(message.key()).path(1),
                    Optional.ofNullable(message.value()).map(this::parsed));
        }
    }

    private JsonNode parsed(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException unreadable) {
            throw new KafkaFailure("topic " + topic.topic() + " has a note that can't be read", unreadable);
        }
    }

    /** Returns when Kafka has them; what is empty is forgotten. */
    public void store(Map<? extends JsonNode, ? extends Optional<? extends JsonNode>> notes) {
        if (sender == null) {
            sender = new Sender(settings, "notes");
        }
        try {
            notes.forEach((name, note) -> sender.send(new ProducerRecord<>(
                    topic.topic(),
                    0,
                    (kind.key() + text(name) + "]").getBytes(StandardCharsets.UTF_8),
                    note.map(each -> text(each).getBytes(StandardCharsets.UTF_8))
                            .orElse(null))));
            sender.awaitAll();
        } catch (RuntimeException refused) {
            // it would say the same for ever
            sender.close();
            sender = null;
            throw refused;
        }
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        topic.close();
        if (sender != null) {
            sender.close();
        }
    }
}
