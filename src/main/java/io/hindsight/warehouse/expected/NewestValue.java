package io.hindsight.warehouse.expected;

import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.TableDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A column of moments, in UTC, of which the newest is no older than that; dbt's freshness by {@code loaded_at_field}. A
 * table that is older fails by one, whatever its rows.
 */
public record NewestValue(String column, Duration oldest) implements ExpectedRows {

    private static final Column MOMENT =
            new Column("moment", "moment", new ColumnType.Time(TypeKind.TIMESTAMP, 6), false, false, false);

    @Override
    public FailingRows failing(CurrentRows rows, Function<TableDeclaration, CurrentRows> others) {
        var type = rows.column(column).type();
        if (!type.isTemporal()) {
            throw new IllegalArgumentException(column + " is a " + type + ", neither a date nor a moment");
        }
        var dialect = rows.dialect();
        return rows.failing(
                "newest-value",
                List.of(dialect.moment(Instant.now().minus(oldest))),
                Map.of("column", rows.quoted(column), "moment", dialect.asked(MOMENT, "?")));
    }
}
