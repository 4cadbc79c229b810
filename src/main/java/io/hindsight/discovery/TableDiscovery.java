package io.hindsight.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.kafka.Notes;
import io.hindsight.kafka.TableNotes;
import io.hindsight.settings.KnownTables;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceTables;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the source's tables that fit a pattern of the settings, and remembers them in Kafka, where every instance and
 * command takes them up. Does nothing where there is no pattern. Safe for threads.
 */
public final class TableDiscovery implements AutoCloseable {

    /** Of a note: no snapshot has read the table. */
    private static final String UNREAD = "unread";

    private static final Logger LOG = LoggerFactory.getLogger(TableDiscovery.class);

    private final Settings settings;
    private final KnownTables declared;
    private final TableNotes notes;
    private final Set<TableName> remembered = new LinkedHashSet<>();
    private final Set<TableName> unread = new LinkedHashSet<>();

    public TableDiscovery(Settings settings) {
        this.settings = settings;
        this.declared = settings.declared();
        this.notes = new TableNotes(settings, Notes.NoteKind.FOUND);
    }

    /** Takes up what is remembered, and then, as far as they answer, what the source has beside it. */
    public static void takeUp(Settings settings) {
        try (var discovery = new TableDiscovery(settings)) {
            discovery.readOn();
            discovery.look(List.of());
        } catch (SQLException | RuntimeException away) {
            LOG.debug("not all tables that fit a pattern can be found", away);
        }
    }

    /** Takes up what is remembered; gives those tables whose topics are there. */
    public synchronized List<TableDeclaration> readOn() {
        if (!declared.canGrow()) {
            return List.of();
        }
        notes.readOn((table, note) -> {
            remembered.add(table);
            if (note.filter(said -> said.path(UNREAD).asBoolean()).isPresent()) {
                unread.add(table);
            } else {
                unread.remove(table);
            }
            declared.add(table);
        });
        return declared.found().stream()
                .filter(table -> remembered.contains(table.source()))
                .toList();
    }

    /**
     * Takes up what the source has, after what is remembered: a name that a table has it keeps.
     *
     * @param met tables that the source's log has told of, which may be gone again
     */
    public synchronized void look(Collection<TableName> met) throws SQLException {
        if (declared.canGrow()) {
            readOn();
            newcomers().forEach(declared::add);
            met.forEach(declared::add);
        }
    }

    /** Lists what the source has that fits and isn't taken up yet. */
    public List<TableName> newcomers() throws SQLException {
        if (!declared.canGrow()) {
            return List.of();
        }
        try (var source = Source.open(settings.source())) {
            return source.tables().stream().filter(declared::isNew).toList();
        }
    }

    /**
     * Remembers what was found; to be called when its topics are there.
     *
     * @param isCaptured whether changes flow already, so that no first snapshot will read the tables
     */
    public synchronized void remember(BooleanSupplier isCaptured) {
        var fresh = new LinkedHashMap<TableName, Optional<? extends JsonNode>>();
        var found = declared.found().stream()
                .map(TableDeclaration::source)
                .filter(table -> !remembered.contains(table))
                .toList();
        if (found.isEmpty()) {
            return;
        }
        var isUnread = isCaptured.getAsBoolean();
        found.forEach(table -> fresh.put(
                table, Optional.of(JsonNodeFactory.instance.objectNode().put(UNREAD, isUnread))));
        notes.store(fresh);
        remembered.addAll(found);
        if (isUnread) {
            unread.addAll(found);
        }
        LOG.info("found, and followed from now on: {}", found);
    }

    /** Reads the rows of tables that were found while changes flow, where the log hasn't told of them from the first on. */
    public synchronized void readRows() throws SQLException {
        if (unread.isEmpty()) {
            return;
        }
        try (var source = Source.open(settings.source())) {
            for (var table : source.toBeRead(List.copyOf(unread))) {
                readRows(source, table);
            }
        }
    }

    private void readRows(Source source, TableName table) throws SQLException {
        var found = declared.found().stream()
                .filter(each -> each.source().equals(table))
                .toList();
        try {
            source.requestSnapshot(
                    settings, List.copyOf(SourceTables.once(source, found).values()));
        } catch (InvalidTableException misfit) {
            // where it is applied, health says so
            return;
        }
        notes.store(Map.of(table, Optional.of(JsonNodeFactory.instance.objectNode())));
        unread.remove(table);
        LOG.info("the rows of {} have been read", table);
    }

    @Override
    public synchronized void close() {
        notes.close();
    }
}
