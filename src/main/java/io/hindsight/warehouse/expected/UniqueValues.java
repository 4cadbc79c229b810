package io.hindsight.warehouse.expected;

import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Columns that no two rows have the same values in, taken together; dbt's {@code unique}. */
public record UniqueValues(List<String> columns) implements ExpectedRows {

    @Override
    public FailingRows failing(CurrentRows rows, Function<TableDeclaration, CurrentRows> others) {
        return rows.failing(
                "unique-values",
                List.of(),
                Map.of(
                        "columns",
                        rows.each(columns, "", ", "),
                        "none_null",
                        rows.each(columns, " IS NOT NULL", " AND ")));
    }
}
