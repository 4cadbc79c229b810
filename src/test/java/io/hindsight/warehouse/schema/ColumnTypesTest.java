package io.hindsight.warehouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.Column;
import io.hindsight.table.MySqlType;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A type that a warehouse keeps a column with is known again, or a wider one would be taken for another hand's. */
class ColumnTypesTest {

    private static final List<Dialect> WAREHOUSES = List.of(
            WarehouseKind.ofUrl("jdbc:clickhouse://127.0.0.1/").orElseThrow().dialect(new Layout(1, 1)),
            WarehouseKind.ofUrl("jdbc:postgresql://127.0.0.1/").orElseThrow().dialect(new Layout(1, 1)));

    @Property
    void isKnownAgain(
            @ForAll MySqlType type,
            @ForAll boolean unsigned,
            @ForAll boolean nullable,
            @ForAll @IntRange(max = 6) int precision) {
        var column = column(type, unsigned, precision, nullable);
        var wider = column(type, unsigned, 6, true);
        for (var warehouse : WAREHOUSES) {
            var kept = warehouse.type(column);
            assertThat(ColumnTypes.find(warehouse, kept, wider).map(warehouse::type))
                    .as("%s in %s", kept, warehouse)
                    .contains(kept);
        }
    }

    private static Column column(MySqlType type, boolean unsigned, int precision, boolean nullable) {
        return new Column("c", "c", type, unsigned, precision, 0, nullable, false, true);
    }
}
