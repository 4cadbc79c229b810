package io.hindsight.warehouse.expected;

import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A SELECT in the warehouse's own words that finds no row; dbt's singular tests. It is read as a table, so it can't be another statement. */
public record EmptySelect(String select) implements ExpectedRows {

    @Override
    public FailingRows failing(CurrentRows rows, Function<TableDeclaration, CurrentRows> others) {
        return rows.failing("empty-select", List.of(), Map.of("select", select));
    }
}
