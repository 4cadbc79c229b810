package io.hindsight.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnsHeader;
import io.hindsight.table.Evolution;
import io.hindsight.table.SourceColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** How rows that were made under certain columns are read as rows of the kept table. */
final class RowShape {

    /** By the kept table's columns: the one that the row was made under; null where its table had none. */
    private final List<Column> made;

    private RowShape(List<Column> made) {
        this.made = made;
    }

    /**
     * Of rows whose change says what the columns were.
     *
     * @throws SchemaChangedException when the kept table doesn't hold all of them
     * @throws UnreadableException when the header isn't one of capture's
     * @throws io.hindsight.table.InvalidTableException when the declaration's key isn't among them
     */
    static RowShape of(CapturedTable kept, byte[] header) {
        return of(kept, CapturedTable.madeUnder(kept.declaration(), columns(header)));
    }

    /**
     * Looks whether the kept table holds all columns that the source's table had when it was emptied.
     *
     * @throws SchemaChangedException when it doesn't
     * @throws UnreadableException when the header isn't one of capture's
     * @throws io.hindsight.table.InvalidTableException when the kept table's key isn't among them
     */
    static void checkEmptied(CapturedTable kept, byte[] header) {
        of(kept, kept.emptiedUnder(columns(header)));
    }

    /**
     * Of rows that were made under those columns.
     *
     * @throws SchemaChangedException when the kept table doesn't hold all of them
     */
    static RowShape of(CapturedTable kept, CapturedTable made) {
        if (!Evolution.of(kept, made).isNothing(kept)) {
            throw SchemaChangedException.of(made);
        }
        var columns = new ArrayList<Column>();
        kept.columns()
                .forEach(column -> columns.add(made.target(column.target()).orElse(null)));
        return new RowShape(columns);
    }

    private static List<SourceColumn> columns(byte[] header) {
        try {
            return ColumnsHeader.read(header);
        } catch (IllegalArgumentException wrong) {
            throw new UnreadableException(wrong.getMessage());
        }
    }

    /** Gives the places of columns that are among those. */
    List<Integer> places(Set<String> names) {
        return names.isEmpty()
                ? List.of()
                : IntStream.range(0, made.size())
                        .filter(place -> made.get(place) != null
                                && names.contains(made.get(place).name()))
                        .boxed()
                        .toList();
    }

    /**
     * Reads a row's values; null for a column that it hasn't.
     *
     * @param unchanged columns whose values it doesn't say
     */
    List<Object> values(JsonNode row, Set<String> unchanged) {
        var values = new ArrayList<Object>(made.size());
        for (var column : made) {
            var value = column == null || unchanged.contains(column.name())
                    ? null
                    : ColumnValue.read(column, row.path(column.name()));
            if (value == null && column != null && column.key()) {
                throw new UnreadableException("key column " + column.name() + " has no value");
            }
            values.add(value);
        }
        return values;
    }
}
