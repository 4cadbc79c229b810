package io.hindsight.capture.held;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.kafka.Notes;
import io.hindsight.kafka.TableNotes;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps apart the tables that can't be followed, so that all others go on: from a place on, none of a held table's
 * changes is sent, by whichever instance captures, until a person resumes it. Safe for threads.
 */
public final class HeldTables implements Troubles, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldTables.class);

    /** By the pipeline's name: an engine makes its parts by the names of their classes, and hands them texts alone. */
    private static final Map<String, HeldTables> CAPTURED = new ConcurrentHashMap<>();

    private final Settings settings;
    private final Optional<Lease> lease;
    private final TableNotes notes;
    private volatile Map<TableName, Hold> holds = Map.of();

    private HeldTables(Settings settings, Optional<Lease> lease) {
        this.settings = settings;
        this.lease = lease;
        this.notes = new TableNotes(settings, Notes.NoteKind.HELD);
    }

    /** Of a pipeline that this JVM may capture, while the lease is held; what is stored is known after {@link #readOn}. */
    public static HeldTables captured(Settings settings, Lease lease) {
        var held = new HeldTables(settings, Optional.of(lease));
        CAPTURED.put(settings.name(), held);
        return held;
    }

    /** Finds those of a pipeline that this JVM may capture. */
    public static HeldTables of(String pipeline) {
        return CAPTURED.get(pipeline);
    }

    /** Reads those of a pipeline that may be captured elsewhere. */
    public static HeldTables read(Settings settings) {
        var held = asked(settings);
        held.readOn();
        return held;
    }

    /** Of a pipeline that may be captured elsewhere; what is stored is known after {@link #readOn}. */
    public static HeldTables asked(Settings settings) {
        return new HeldTables(settings, Optional.empty());
    }

    /** Takes up what has been stored since, by another instance or by a person who resumes a table. */
    public synchronized void readOn() {
        var known = new HashMap<>(holds);
        var again = new HashMap<TableName, Optional<Hold>>();
        notes.readOn((table, note) -> {
            var stored = note.map(json -> Hold.of(table, json));
            var before = known.get(table);
            if (before != null && stored.filter(before::isLaterThan).isPresent()) {
                again.put(table, Optional.of(before));
                return;
            }
            again.remove(table);
            stored.ifPresentOrElse(hold -> known.put(table, hold), () -> known.remove(table));
        });
        holds = Map.copyOf(known);
        if (!again.isEmpty() && lease.filter(Lease::isHeld).isPresent()) {
            store(again);
        }
    }

    /** Says whether a table's changes from a place on aren't sent: who can't read them needn't. */
    public boolean isHeld(TableName table, SourceOffset place) {
        var hold = holds.get(table);
        return hold != null && hold.covers(place.changeSeq(settings.source().epoch()));
    }

    /** Whether there is any table of which changes aren't sent. */
    public boolean isAny() {
        return !holds.isEmpty();
    }

    /** Lists the tables of which no change is sent now. */
    public List<Hold> open() {
        return holds.values().stream().filter(hold -> !hold.isOver()).toList();
    }

    /** Finds why no change of a table is sent now. */
    public Optional<Hold> open(TableName table) {
        return Optional.ofNullable(holds.get(table)).filter(hold -> !hold.isOver());
    }

    /**
     * Holds a table: returns when Kafka knows, so that no offset behind the place can be stored before. Does nothing where
     * it is held there already, and for a table that isn't declared, of which nobody asks for changes.
     *
     * @param from the place of the first change that isn't sent
     * @param reason what can't be followed, without any value of a row
     * @param cure what a person has to do before they resume it
     */
    @Override
    public void hold(TableName table, SourceOffset from, String reason, String cure) {
        hold(table, Optional.of(from), reason, cure);
    }

    /** Holds a table before an engine starts: from where capture stands, or all of it if capture has never begun. */
    public synchronized void hold(TableName table, Optional<SourceOffset> from, String reason, String cure) {
        var hold = Hold.of(table, from, settings.source().epoch(), reason, cure);
        var before = holds.get(table);
        if (!settings.declared().isWanted(table) || before != null && before.covers(hold.from())) {
            return;
        }
        lease.ifPresent(Lease::check);
        store(hold);
        LOG.warn("{}", hold);
    }

    /** Stores what has become of a hold. */
    public synchronized void store(Hold hold) {
        store(Map.of(hold.table(), Optional.of(hold)));
        var known = new HashMap<>(holds);
        known.put(hold.table(), hold);
        holds = Map.copyOf(known);
    }

    private void store(Map<TableName, Optional<Hold>> some) {
        var stored = new HashMap<TableName, Optional<? extends JsonNode>>();
        some.forEach((table, hold) -> stored.put(table, hold.map(Hold::json)));
        notes.store(stored);
    }

    /** Forgets all: every table is read anew. */
    public synchronized void forget() {
        var forgotten = new HashMap<TableName, Optional<Hold>>();
        holds.keySet().forEach(table -> forgotten.put(table, Optional.empty()));
        store(forgotten);
        holds = Map.of();
    }

    @Override
    public synchronized void close() {
        notes.close();
    }
}
