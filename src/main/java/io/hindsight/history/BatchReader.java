package io.hindsight.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.TableName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the messages of a topic as changes of one captured table. */
public final class BatchReader {

    private final CapturedTable table;
    private final Set<TableName> neighbours;
    private final int effectiveFrom;

    /**
     * @param neighbours other tables that travel through the same topic and are kept by others
     */
    public BatchReader(CapturedTable table, Set<TableName> neighbours) {
        this.table = table;
        this.neighbours = neighbours;
        this.effectiveFrom = table.declaration()
                .effectiveFrom()
                .map(name -> table.columns().stream().map(Column::name).toList().indexOf(name))
                .orElse(-1);
    }

    /**
     * Reads a batch; what can't be read is in it as rejected, with its reason.
     *
     * @throws SchemaChangedException when a row has a column that the table didn't have when it was declared
     */
    public Batch read(List<Message> messages) {
        var batch = new Batch(new ArrayList<>(messages.size()), new ArrayList<>(), new ArrayList<>());
        for (var message : messages) {
            // a tombstone only tells Kafka's compaction that the key is gone; the delete came before it
            if (message.value() != null) {
                try {
                    read(message, batch);
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
        switch (change.op()) {
            case 't' -> batch.truncates().add(new Truncate(change.committed(), change.seq()));
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
            throw new UnreadableException("the row " + which + " the change is missing; is binlog_row_image FULL?");
        }
        return row;
    }

    private boolean keyChanged(JsonNode before, JsonNode after) {
        return before != null
                && table.keys().stream()
                        .anyMatch(key -> !before.path(key.name()).equals(after.path(key.name())));
    }

    private Row row(char op, Envelope change, JsonNode source, Message message) {
        source.fieldNames().forEachRemaining(this::known);
        var values = new ArrayList<Object>(table.columns().size());
        for (var column : table.columns()) {
            var value = ColumnValue.read(column, source.path(column.name()));
            if (value == null && column.key()) {
                throw new UnreadableException("key column " + column.name() + " has no value");
            }
            values.add(value);
        }
        return new Row(op, start(op, change, values), change.seq(), values, message, change.committed());
    }

    /** A column that came later must not be dropped in silence. */
    private void known(String column) {
        if (!table.sourceColumns().contains(column)) {
            throw new SchemaChangedException(table, column);
        }
    }

    /** A delete ends a row at its commit: the row's own column still says when it began. */
    private Instant start(char op, Envelope change, List<Object> values) {
        if (effectiveFrom >= 0 && op != 'd') {
            var declared = values.get(effectiveFrom);
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
