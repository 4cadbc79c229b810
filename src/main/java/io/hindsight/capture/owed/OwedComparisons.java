package io.hindsight.capture.owed;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.kafka.Notes;
import io.hindsight.kafka.TableNotes;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which tables are to be compared with the source because rows of theirs have changed without a word in its log,
 * until they have been, by whichever instance captures. Safe for threads.
 */
public final class OwedComparisons implements AutoCloseable {

    /** By the pipeline's name: an engine makes its parts by the names of their classes, and hands them texts alone. */
    private static final Map<String, OwedComparisons> CAPTURED = new ConcurrentHashMap<>();

    private final Settings settings;
    private final Lease lease;
    private final TableNotes notes;
    private final Map<TableName, OwedComparison> owed = new HashMap<>();
    /** What has come since a comparison began. */
    private final Map<TableName, OwedComparison> later = new HashMap<>();

    private OwedComparisons(Settings settings, Lease lease) {
        this.settings = settings;
        this.lease = lease;
        this.notes = new TableNotes(settings, Notes.NoteKind.OWED);
    }

    /** Of a pipeline that this JVM may capture, while the lease is held; what is stored is known after {@link #readOn}. */
    public static OwedComparisons captured(Settings settings, Lease lease) {
        var comparisons = new OwedComparisons(settings, lease);
        CAPTURED.put(settings.name(), comparisons);
        return comparisons;
    }

    /** Finds those of a pipeline; empty where this JVM doesn't capture it. */
    public static Optional<OwedComparisons> of(String pipeline) {
        return Optional.ofNullable(CAPTURED.get(pipeline));
    }

    /** Takes up what another instance has stored. */
    public synchronized void readOn() {
        notes.readOn((table, note) -> note.ifPresentOrElse(
                json -> owed.put(table, OwedComparison.of(table, json)), () -> owed.remove(table)));
    }

    /**
     * Has rows compared: returns when Kafka knows, so that no offset behind the change can be stored before. Does nothing
     * for a table that isn't declared.
     */
    public synchronized void owe(OwedComparison comparison) {
        var table = comparison.table();
        if (!settings.declared().isWanted(table)) {
            return;
        }
        later.merge(table, comparison, OwedComparison::and);
        var all = owed.containsKey(table) ? owed.get(table).and(comparison) : comparison;
        if (!all.equals(owed.get(table))) {
            store(table, Optional.of(all));
        }
    }

    /** Begins to compare: lists what is owed until now. */
    public synchronized List<OwedComparison> begin() {
        later.clear();
        return List.copyOf(owed.values());
    }

    /** Rows of a table have been compared; what has come to them since that began is owed still. */
    public synchronized void done(OwedComparison compared) {
        store(compared.table(), Optional.ofNullable(later.remove(compared.table())));
    }

    private void store(TableName table, Optional<OwedComparison> comparison) {
        lease.check();
        notes.store(Map.of(table, comparison.<JsonNode>map(OwedComparison::json)));
        comparison.ifPresentOrElse(known -> owed.put(table, known), () -> owed.remove(table));
    }

    @Override
    public synchronized void close() {
        notes.close();
    }
}
