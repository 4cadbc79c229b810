package io.hindsight.warehouse;

import io.hindsight.history.Row;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.OwnColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row as the parameters of a stage statement that takes one row, {@code v0}, {@code v1}, … for its columns. The driver
 * makes one statement of many.
 */
final class StagedValues implements Staging {

    private final Dialect dialect;
    private final CapturedTable table;
    private long rows;

    StagedValues(Dialect dialect, CapturedTable table) {
        this.dialect = dialect;
        this.table = table;
    }

    @Override
    public Map<String, Object> of(Row row) {
        dialect.fits(table, row);
        var parameters = new HashMap<String, Object>();
        for (var index = 0; index < table.columns().size(); index++) {
            var value = row.values().get(index);
            parameters.put(
                    parameter(index),
                    value == null ? null : dialect.staged(table.columns().get(index), value));
        }
        if (table.declaration().isPartial()) {
            parameters.put(OwnColumns.UNCHANGED, Unchanged.text(table, row));
        }
        parameters.put("op_type", String.valueOf(row.op()));
        parameters.put("commit_ts", Moments.text(row.start()));
        parameters.put("change_seq", row.seq());
        // tells apart rows of one change in a batch, and is the same when the batch is staged again
        parameters.put("row_no", rows++);
        return parameters;
    }

    static String parameter(int index) {
        return "v" + index;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> parameters(List<?> staged) {
        return (List<Map<String, Object>>) staged;
    }
}
