package io.hindsight.warehouse.expected;

import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A column that has one of these values, or none; dbt's {@code accepted_values}. */
public record AcceptedValues(String column, List<String> values) implements ExpectedRows {

    @Override
    public FailingRows failing(CurrentRows rows, Function<TableDeclaration, CurrentRows> others) {
        // ClickHouse has no list of values that are of another type than the column
        var isNone = values.stream()
                .map(value -> rows.quoted(column) + " <> " + rows.parameter(column, value))
                .collect(Collectors.joining(" AND "));
        return rows.failing("accepted-values", values, Map.of("is_none", isNone));
    }
}
