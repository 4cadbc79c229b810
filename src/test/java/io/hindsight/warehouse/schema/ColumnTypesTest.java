package io.hindsight.warehouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.warehouse.CapturedTables;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A type that a warehouse keeps a column with is known again, or a wider one would be taken for another hand's. */
class ColumnTypesTest {

    private static final List<Dialect> WAREHOUSES = Stream.of(WarehouseKind.values())
            .map(kind -> kind.dialect(new Layout(1, 1)))
            .toList();

    @Property
    void isKnownAgain(
            @ForAll TypeKind kind,
            @ForAll boolean signed,
            @ForAll boolean nullable,
            @ForAll @IntRange(min = 1, max = 6) int precision) {
        var column = column(CapturedTables.type(kind, signed, precision, 0), nullable);
        var wider = column(CapturedTables.type(kind, signed, 6, 0), true);
        for (var warehouse : WAREHOUSES) {
            var kept = warehouse.type(column);
            assertThat(ColumnTypes.find(warehouse, kept, wider).map(warehouse::type))
                    .as("%s in %s", kept, warehouse)
                    .contains(kept);
        }
    }

    /** Whatever the column is in the source by now: of a type that the engine makes, the program knows what it can be. */
    @Property
    void isKnownWhateverTheColumnHasBecome(
            @ForAll TypeKind kind,
            @ForAll TypeKind other,
            @ForAll boolean signed,
            @ForAll boolean nullable,
            @ForAll @IntRange(min = 1, max = 6) int precision) {
        var column = column(CapturedTables.type(kind, signed, precision, 0), nullable);
        var become = column(CapturedTables.type(other, !signed, 6, 0), true);
        for (var warehouse : WAREHOUSES) {
            var kept = warehouse.type(column);
            assertThat(ColumnTypes.find(warehouse, kept, become).map(warehouse::type))
                    .as("%s in %s", kept, warehouse)
                    .contains(kept);
        }
    }

    /** Whatever the source's column is now, the warehouse's may have values that only its own type holds. */
    @Example
    void isNeverTakenForANarrowerOne() {
        var become = column(new ColumnType.Decimal(10, 0), true);
        assertThat(found(WarehouseKind.CLICKHOUSE, "UInt32", column(new ColumnType.Whole(16, true), true)))
                .isEqualTo(new ColumnType.Whole(32, false));
        assertThat(found(WarehouseKind.POSTGRESQL, "bigint", become)).isEqualTo(new ColumnType.Whole(64, true));
        assertThat(found(WarehouseKind.STARROCKS, "int", become)).isEqualTo(new ColumnType.Whole(32, true));
    }

    private static ColumnType found(WarehouseKind kind, String type, Column hint) {
        return ColumnTypes.find(kind.dialect(new Layout(1, 1)), type, hint)
                .orElseThrow()
                .type();
    }

    private static Column column(ColumnType type, boolean nullable) {
        return new Column("c", "c", type, nullable, false, true);
    }
}
