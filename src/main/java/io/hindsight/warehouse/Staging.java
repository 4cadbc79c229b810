package io.hindsight.warehouse;

import io.hindsight.history.Row;
import io.hindsight.history.Truncate;
import java.util.List;
import java.util.Map;

/** Makes the rows of one table ready for one warehouse. */
public interface Staging {

    /**
     * Makes one row ready.
     *
     * @throws RefusedValueException when the warehouse can't keep a value as it is
     */
    Object of(Row row);

    /** A truncate as the warehouse takes it. */
    default Truncate of(Truncate truncate) {
        return truncate;
    }

    /**
     * The parameters of the stage statement, by name, once for each time that it is to run.
     *
     * @param rows made by {@link #of(Row)}
     */
    List<Map<String, Object>> parameters(List<?> rows);
}
