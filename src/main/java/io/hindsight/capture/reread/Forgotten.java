package io.hindsight.capture.reread;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.kafka.Notes;
import io.hindsight.kafka.TableNotes;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers of each table up to which place of the source's log it has rows that are to be forgotten, and which only as a
 * hash under a secret.
 */
public final class Forgotten {

    private Forgotten() {}

    /** Notes that a row was forgotten when the log had come to a place; its key as messages have it. */
    public static void note(Settings settings, TableName table, SourceOffset place, byte[] key) {
        var name = JsonNodeFactory.instance
                .objectNode()
                .put("database", table.database())
                .put("schema", table.schema())
                .put("table", table.table())
                .put("key", ForgottenKeys.hash(settings, table, key));
        try (var notes = new Notes(settings, Notes.NoteKind.FORGOTTEN)) {
            notes.store(Map.of(name, Optional.of(place.json())));
        }
    }

    /** Gives the place before which nothing of a table may be read again; empty where nothing of it was forgotten. */
    public static Optional<SourceOffset> before(Settings settings, TableName table) {
        var source = SourceDriver.of(settings.source().kind());
        var places = new SourceOffset[1];
        try (var notes = new TableNotes(settings, Notes.NoteKind.FORGOTTEN)) {
            notes.readOn((name, note) -> {
                if (name.equals(table)) {
                    places[0] = note.flatMap(source::offset).orElse(null);
                }
            });
        }
        return Optional.ofNullable(places[0]);
    }
}
