package io.hindsight.warehouse.expected;

import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A foreign key: a column whose values another table has too; dbt's {@code relationships}. */
public record Relationship(String column, TableDeclaration parent, String parentColumn) implements ExpectedRows {

    @Override
    public FailingRows failing(CurrentRows rows, Function<TableDeclaration, CurrentRows> others) {
        var parents = others.apply(parent);
        return rows.failing(
                "relationships",
                List.of(),
                Map.of(
                        "column",
                        rows.quoted(column),
                        "parents",
                        parents.name(),
                        "parent_column",
                        parents.quoted(parentColumn)));
    }

    @Override
    public Optional<TableDeclaration> other() {
        return Optional.of(parent);
    }
}
