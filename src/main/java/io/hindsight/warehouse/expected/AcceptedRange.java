package io.hindsight.warehouse.expected;

import io.hindsight.table.TableDeclaration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A column whose values are neither below the one bound nor above the other; dbt_utils' {@code accepted_range}. */
public record AcceptedRange(String column, Optional<String> least, Optional<String> most) implements ExpectedRows {

    @Override
    public FailingRows failing(CurrentRows rows, Function<TableDeclaration, CurrentRows> others) {
        var outside = new ArrayList<String>();
        var parameters = new ArrayList<String>();
        least.ifPresent(bound -> {
            outside.add(rows.quoted(column) + " < " + rows.parameter(column, bound));
            parameters.add(bound);
        });
        most.ifPresent(bound -> {
            outside.add(rows.quoted(column) + " > " + rows.parameter(column, bound));
            parameters.add(bound);
        });
        return rows.failing("accepted-range", parameters, Map.of("outside", String.join(" OR ", outside)));
    }
}
