package io.hindsight.history;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.TableDeclaration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says that a change was made under columns that the kept table doesn't hold yet. */
public final class SchemaChangedException extends RuntimeException {

    private final transient CapturedTable made;
    private final String column;

    private SchemaChangedException(String message, CapturedTable made, String column) {
        super(message, null, false, false);
        this.made = made;
        this.column = column;
    }

    /** A change that says itself what its table was like. */
    static SchemaChangedException of(CapturedTable made) {
        return new SchemaChangedException(
                made.source() + " has other columns than before: "
                        + made.columns().stream().map(Column::name).collect(Collectors.joining(", ")),
                made,
                null);
    }

    /** Changes that don't say their columns, of a table that nothing is known of yet. */
    static SchemaChangedException unsaid(TableDeclaration table) {
        return new SchemaChangedException("the columns of " + table.source() + " aren't known yet", null, null);
    }

    /** A change of another producer than capture: it only names its columns. */
    static SchemaChangedException unknown(CapturedTable table, String column) {
        return new SchemaChangedException(table.source() + " has a new column, " + column, null, column);
    }

    /** The table as the change was made under it; empty when only the source itself can say. */
    public Optional<CapturedTable> made() {
        return Optional.ofNullable(made);
    }

    /** The new column that only the source itself can say more of; null when no single one is meant. */
    public String column() {
        return column;
    }
}
