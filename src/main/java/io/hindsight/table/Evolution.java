package io.hindsight.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what must become of a kept table for it to hold changes that were made under other columns.
 *
 * @param table as it is kept afterwards: columns that those changes lack stay, and may be NULL
 * @param added columns that it doesn't have yet
 * @param widened columns that it has, as they must be
 * @param misfits columns as they come, where no type holds both that and what is there
 * @param otherKey whether its versions belong to another key
 */
public record Evolution(
        CapturedTable table, List<Column> added, List<Column> widened, List<Column> misfits, boolean otherKey) {

    /**
     * Compares a kept table with one that changes were made under.
     *
     * @param made what the declaration makes of the columns that the source's table had at the time
     */
    public static Evolution of(CapturedTable kept, CapturedTable made) {
        var columns = new ArrayList<Column>();
        var widened = new ArrayList<Column>();
        var misfits = new ArrayList<Column>();
        for (var column : kept.columns()) {
            var wanted = made.target(column.target());
            if (wanted.isEmpty()) {
                columns.add(column.optional());
                continue;
            }
            var after = Widening.of(column, wanted.get());
            if (after.isEmpty()) {
                misfits.add(wanted.get());
            } else if (!after.get().equals(column)) {
                widened.add(after.get());
            }
            columns.add(after.orElse(column));
        }
        var added = kept.declaration().onSchemaChange() == OnSchemaChange.IGNORE
                ? List.<Column>of()
                : made.columns().stream()
                        .filter(column -> kept.target(column.target()).isEmpty())
                        .map(Column::optional)
                        .toList();
        columns.addAll(added);
        return new Evolution(
                kept.with(columns), added, widened, misfits, !keys(kept).equals(keys(made)));
    }

    private static Set<String> keys(CapturedTable table) {
        return table.keys().stream().map(Column::target).collect(Collectors.toSet());
    }

    /** Says whether the table holds the changes as it is. */
    public boolean isNothing(CapturedTable kept) {
        return table.columns().equals(kept.columns()) && misfits.isEmpty() && !otherKey;
    }
}
