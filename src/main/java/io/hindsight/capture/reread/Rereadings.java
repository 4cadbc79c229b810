package io.hindsight.capture.reread;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.kafka.Notes;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the rereadings of a pipeline in Kafka: what people ask, and how far the instance that captures has come, as two
 * notes of each, for neither may undo what the other says. Safe for threads.
 */
public final class Rereadings implements AutoCloseable {

    /** The name by which a running program's own are found. */
    public static final String BEAN = "rereadings";

    private static final String PROGRESS = "progress";

    private final Notes notes;
    /** Whoever asks what is known, as health does, doesn't wait for a Kafka that doesn't answer. */
    private final Map<String, Rereading> asked = Collections.synchronizedMap(new LinkedHashMap<>());

    private final Map<String, RereadProgress> progress = new ConcurrentHashMap<>();

    public Rereadings(Settings settings) {
        this.notes = new Notes(settings, Notes.NoteKind.REREAD);
    }

    /** Takes up what has been stored since. */
    public synchronized void readOn() {
        notes.readOn((name, note) -> {
            var id = name.path("id").asText();
            if (name.path(PROGRESS).asBoolean()) {
                note.ifPresentOrElse(json -> progress.put(id, RereadProgress.of(json)), () -> progress.remove(id));
            } else {
                note.ifPresentOrElse(json -> asked.put(id, Rereading.of(id, json)), () -> asked.remove(id));
            }
        });
    }

    /** Lists them in the order in which they were asked for. */
    public List<Rereading> all() {
        return List.copyOf(asked.values());
    }

    /** Finds what is wanted of one now; empty where nobody knows of it any more. */
    public Optional<Rereading> find(String id) {
        return Optional.ofNullable(asked.get(id));
    }

    /** Lists those of which something is to come. */
    public List<Rereading> open() {
        return all().stream()
                .filter(rereading -> !progress(rereading).state().isLast())
                .toList();
    }

    /** Gives how far one has come. */
    public RereadProgress progress(Rereading rereading) {
        return progress.getOrDefault(rereading.id(), RereadProgress.none(rereading));
    }

    /**
     * Asks for a new one.
     *
     * @throws InvalidSettingsException where a table is being read again already
     */
    public synchronized void begin(Rereading rereading) {
        open().stream()
                .filter(other -> !Collections.disjoint(other.tables(), rereading.tables()))
                .findFirst()
                .ifPresent(other -> {
                    throw new InvalidSettingsException(List.of(other.names() + " is read again already, asked for at "
                            + other.asked() + ": hindsight reread says how far it is, hindsight reread --end "
                            + other.tables().get(0) + " gives it up"));
                });
        ask(rereading);
    }

    /** Has one wait, go on or end; one that is over is forgotten when people have seen why. */
    public synchronized void change(Rereading rereading, Rereading.Wish wish) {
        if (!progress(rereading).state().isLast()) {
            ask(rereading.with(wish));
        } else if (wish == Rereading.Wish.END) {
            forget(rereading);
        }
    }

    /** Asks for one, or for something else of one; those that are done are forgotten. */
    public synchronized void ask(Rereading rereading) {
        all().stream()
                .filter(old ->
                        progress(old).state().isLast() && progress(old).reason().isEmpty())
                .forEach(this::forget);
        notes.store(Map.of(name(rereading.id(), false), Optional.of(rereading.json())));
        asked.put(rereading.id(), rereading);
    }

    /** Forgets one that is over. */
    public synchronized void forget(Rereading rereading) {
        var forgotten = new LinkedHashMap<JsonNode, Optional<JsonNode>>();
        forgotten.put(name(rereading.id(), false), Optional.empty());
        forgotten.put(name(rereading.id(), true), Optional.empty());
        notes.store(forgotten);
        asked.remove(rereading.id());
        progress.remove(rereading.id());
    }

    /** Stores how far one has come. */
    public synchronized void store(Rereading rereading, RereadProgress reached) {
        notes.store(Map.of(name(rereading.id(), true), Optional.of(reached.json())));
        progress.put(rereading.id(), reached);
    }

    private static ObjectNode name(String id, boolean isProgress) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put(PROGRESS, isProgress);
    }

    @Override
    public synchronized void close() {
        notes.close();
    }
}
