package io.hindsight.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.TableName;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the messages of a topic as changes of one captured table; for any number of threads. */
public final class BatchReader {

    private static final ByteBuffer NO_HEADER = ByteBuffer.allocate(0);
    private static final int MOST_SHAPES = 1_000;

    private final CapturedTable table;
    private final Set<TableName> neighbours;
    private final ForgottenRows forgotten;
    private final int effectiveFrom;
    private final CapturedTable source;
    private final Map<ByteBuffer, RowShape> shapes = new ConcurrentHashMap<>();

    /** One for a table that is kept just as the source has it. */
    public BatchReader(CapturedTable table, Set<TableName> neighbours) {
        this(table, table, neighbours, ForgottenRows.NONE);
    }

    /**
     * @param table as it is kept
     * @param source the table as the source's schema describes it: what changes were made under that don't say it
     * @param neighbours other tables that travel through the same topic and are kept by others
     * @param forgotten rows of which nothing from before is kept
     */
    public BatchReader(CapturedTable table, CapturedTable source, Set<TableName> neighbours, ForgottenRows forgotten) {
        this.table = table;
        this.neighbours = neighbours;
        this.forgotten = forgotten;
        this.source = source;
        this.effectiveFrom = table.declaration()
                .effectiveFrom()
                .map(name -> table.columns().stream().map(Column::name).toList().indexOf(name))
                .orElse(-1);
    }

    /**
     * Reads a batch; what can't be read is in it as rejected, with its reason.
     *
     * @throws SchemaChangedException when a change was made under columns that the kept table doesn't hold yet
     * @throws io.hindsight.table.InvalidTableException when the declaration doesn't fit those columns
     */
    public Batch read(List<Message> messages) {
        var batch = new Batch(
                new ArrayList<>(messages.size()),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        for (var message : messages) {
            // a tombstone only tells Kafka's compaction that the key is gone; the delete came before it
            if (message.value() != null) {
                try {
                    read(message, batch);
                } catch (IncompleteRowException incomplete) {
                    batch.rejected().add(new Rejected(message, incomplete.getMessage()));
                    batch.incomplete().add(incomplete.row());
                } catch (UnreadableException unreadable) {
                    batch.rejected().add(new Rejected(message, unreadable.getMessage()));
                }
            }
        }
        return batch;
    }

    private void read(Message message, Batch batch) {
        var change = Envelope.read(message);
        if (!change.table().equals(table.source())) {
            if (neighbours.contains(change.table())) {
                return;
            }
            throw new UnreadableException("a change of " + change.table() + ", which isn't declared for this topic");
        }
        switch (forgotten.restOf(change.table(), message.key(), change.seq())) {
            case ALL -> read(message, change, batch);
            case KEY -> read(message, change.only(table.keys()), batch);
            case NOTHING -> {
                // as if it had never been
            }
        }
    }

    private void read(Message message, Envelope change, Batch batch) {
        if (message.isFirst() && change.before() != null && table.declaration().isFromLog()) {
            batch.rows().add(row('r', change.earlier(), change.before(), message));
        }
        switch (change.op()) {
            case 't' -> {
                // it writes rows of all partitions anew, so their columns must be known even where none has come
                if (message.columns() != null) {
                    RowShape.checkEmptied(table, message.columns());
                }
                batch.truncates().add(new Truncate(change.committed(), change.seq()));
            }
            case Envelope.BEGINS -> batch.beginnings().add(new Beginning(change.committed(), change.seq()));
            case 'd' -> batch.rows().add(row('d', change, required(change.before(), "before"), message));
            default -> {
                var after = required(change.after(), "after");
                if (change.op() == 'u' && keyChanged(change.before(), after)) {
                    batch.rows().add(row('d', change, change.before(), message));
                    batch.rows().add(row('c', change, after, message));
                } else {
                    batch.rows().add(row(change.op(), change, after, message));
                }
            }
        }
    }

    private static JsonNode required(JsonNode row, String which) {
        if (row == null) {
            throw new UnreadableException("the row " + which + " the change is missing: the source's log must have rows"
                    + " whole, hindsight validate says how");
        }
        return row;
    }

    private boolean keyChanged(JsonNode before, JsonNode after) {
        return before != null
                && table.keys().stream()
                        .anyMatch(key -> !before.path(key.name()).equals(after.path(key.name())));
    }

    private Row row(char op, Envelope change, JsonNode source, Message message) {
        var shape = shape(message, source);
        var values = shape.values(source, change.unchanged());
        var row = new Row(
                op,
                start(op, change, values),
                change.seq(),
                values,
                message,
                change.committed(),
                shape.places(change.unchanged()),
                change.isRedacted());
        if (op == 'c' && !change.unchanged().isEmpty()) {
            throw new IncompleteRowException(
                    row,
                    "the values of " + String.join(", ", change.unchanged()) + " aren't in the source's log: the row's"
                            + " key was changed, and they weren't; the row is read again as it is now, and this version"
                            + " is missing");
        }
        return row;
    }

    private RowShape shape(Message message, JsonNode row) {
        if (message.columns() != null) {
            return shape(message);
        }
        row.fieldNames().forEachRemaining(this::known);
        return shapes.computeIfAbsent(NO_HEADER, none -> RowShape.of(table, source));
    }

    private RowShape shape(Message message) {
        if (shapes.size() > MOST_SHAPES) {
            // a table has few in its life, but who writes to the topic may write anything
            shapes.clear();
        }
        return shapes.computeIfAbsent(
                ByteBuffer.wrap(message.columns()), header -> RowShape.of(table, message.columns()));
    }

    /** A column that came later must not be dropped in silence. */
    private void known(String column) {
        if (!source.sourceColumns().contains(column)
                && !table.declaration().exclude().contains(column)) {
            throw SchemaChangedException.unknown(table, column);
        }
    }

    /** A delete ends a row at its commit: the row's own column still says when it began. */
    private Instant start(char op, Envelope change, List<Object> values) {
        if (effectiveFrom >= 0 && op != 'd') {
            var declared = values.get(effectiveFrom);
            if (declared != null && Infinite.word(declared).isPresent()) {
                throw new UnreadableException("versions can't begin at infinity, which its effective-from column has");
            }
            if (declared instanceof Instant instant) {
                return instant;
            }
            if (declared instanceof LocalDateTime local) {
                return local.toInstant(ZoneOffset.UTC);
            }
            if (declared instanceof LocalDate date) {
                return date.atStartOfDay().toInstant(ZoneOffset.UTC);
            }
        }
        return change.committed();
    }
}
