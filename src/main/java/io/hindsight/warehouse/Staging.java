package io.hindsight.warehouse;

import io.hindsight.history.Row;
import io.hindsight.table.CapturedTable;
import java.util.List;
import java.util.Map;

/** Makes the rows of one table ready for one warehouse's stage statement. */
public interface Staging {

    /** The way that the warehouse takes rows. */
    static Staging of(Dialect dialect, CapturedTable table) {
        return dialect.staging(table);
    }

    /**
     * Makes one row ready.
     *
     * @throws RefusedValueException when the warehouse can't keep a value as it is
     */
    Object of(Row row);

    /**
     * The parameters of the stage statement, by name, once for each time that it is to run.
     *
     * @param rows made by {@link #of(Row)}
     */
    List<Map<String, Object>> parameters(List<?> rows);
}
