package io.hindsight.warehouse.expected;

import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Columns that have a value in every row; dbt's {@code not_null}. */
public record NotNull(List<String> columns) implements ExpectedRows {

    @Override
    public FailingRows failing(CurrentRows rows, Function<TableDeclaration, CurrentRows> others) {
        return rows.failing("not-null", List.of(), Map.of("any_null", rows.each(columns, " IS NULL", " OR ")));
    }
}
