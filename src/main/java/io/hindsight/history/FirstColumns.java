package io.hindsight.history;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.ColumnsHeader;
import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Optional;

/** Finds what a table's changes themselves say of its columns, before anything else is known of it. */
public final class FirstColumns {

    private FirstColumns() {}

    /**
     * Gives what to throw for messages that can't be read yet: with the table as the first change was made under it, or
     * without, where no change says that.
     *
     * @throws io.hindsight.table.InvalidTableException when the declaration doesn't fit the columns
     */
    public static SchemaChangedException of(TableDeclaration table, List<Message> messages) {
        return messages.stream()
                .flatMap(message -> madeUnder(table, message).stream())
                .findFirst()
                .map(SchemaChangedException::of)
                .orElseGet(() -> SchemaChangedException.unsaid(table));
    }

    /**
     * Gives the table as a change was made under it; empty where the message doesn't say that: a truncate has no key, and
     * what can't be read is refused later.
     *
     * @throws io.hindsight.table.InvalidTableException when the declaration doesn't fit the columns
     */
    public static Optional<CapturedTable> madeUnder(TableDeclaration table, Message message) {
        if (message.value() == null || message.columns() == null) {
            return Optional.empty();
        }
        try {
            var change = Envelope.read(message);
            return change.table().equals(table.source()) && change.op() != 't'
                    ? Optional.of(CapturedTable.madeUnder(table, ColumnsHeader.read(message.columns())))
                    : Optional.empty();
        } catch (UnreadableException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
