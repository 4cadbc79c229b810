package io.hindsight.capture.reread;

import io.hindsight.kafka.Notes;
import io.hindsight.kafka.TableNotes;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps in Kafka since when all is known of each table whose history begins before the first snapshot. Safe for threads. */
public final class Beginnings implements AutoCloseable {

    private final TableNotes notes;
    private final Map<TableName, Begun> known = new ConcurrentHashMap<>();

    public Beginnings(Settings settings) {
        this.notes = new TableNotes(settings, Notes.NoteKind.BEGINNING);
    }

    /** Takes up what has been stored since. */
    public synchronized void readOn() {
        notes.readOn((table, note) ->
                note.ifPresentOrElse(json -> known.put(table, Begun.of(json)), () -> known.remove(table)));
    }

    /** Gives what is known of a table; empty where nothing was asked for yet. */
    public Optional<Begun> of(TableName table) {
        return Optional.ofNullable(known.get(table));
    }

    /** Returns when Kafka has it. */
    public synchronized void store(TableName table, Begun begun) {
        notes.store(Map.of(table, Optional.of(begun.json())));
        known.put(table, begun);
    }

    /** Forgets a table, of which the beginning is to be found anew. */
    public synchronized void forget(TableName table) {
        notes.store(Map.of(table, Optional.empty()));
        known.remove(table);
    }

    @Override
    public synchronized void close() {
        notes.close();
    }
}
