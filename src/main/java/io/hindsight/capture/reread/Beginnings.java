package io.hindsight.capture.reread;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.kafka.Notes;
import io.hindsight.kafka.TableNotes;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps in Kafka since when all is known of each table whose history begins before the first snapshot. Safe for threads. */
public final class Beginnings implements AutoCloseable {

    private final TableNotes notes;
    private final Map<TableName, Begun> known = new ConcurrentHashMap<>();
    private final Set<TableName> read = ConcurrentHashMap.newKeySet();

    public Beginnings(Settings settings) {
        this.notes = new TableNotes(settings, Notes.NoteKind.BEGINNING);
    }

    /** Takes up what has been stored since. */
    public synchronized void readOn() {
        notes.readOn((table, note) -> {
            note.ifPresentOrElse(json -> read.add(table), () -> read.remove(table));
            note.flatMap(Begun::of).ifPresentOrElse(begun -> known.put(table, begun), () -> known.remove(table));
        });
    }

    /** Whether a snapshot has read a table's rows, or the first one will. */
    public boolean isRead(TableName table) {
        return read.contains(table);
    }

    /** Notes that of tables; where their histories begin isn't known yet, or stays as it is. */
    public synchronized void read(Collection<TableName> tables) {
        var unnoted = tables.stream().filter(table -> !isRead(table)).toList();
        unnoted.forEach(table -> forget(table, true));
    }

    /** Gives what is known of a table; empty where nothing was asked for yet. */
    public Optional<Begun> of(TableName table) {
        return Optional.ofNullable(known.get(table));
    }

    /** Returns when Kafka has it. */
    public synchronized void store(TableName table, Begun begun) {
        notes.store(Map.of(table, Optional.of(begun.json())));
        read.add(table);
        known.put(table, begun);
    }

    /** Forgets of a table since when all is known, which is to be found anew. */
    public synchronized void forget(TableName table, boolean isRead) {
        notes.store(Map.of(
                table, isRead ? Optional.of(JsonNodeFactory.instance.objectNode()) : Optional.<JsonNode>empty()));
        known.remove(table);
        if (isRead) {
            read.add(table);
        } else {
            read.remove(table);
        }
    }

    @Override
    public synchronized void close() {
        notes.close();
    }
}
