package io.hindsight.warehouse.iceberg;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.Schema;

/** Where a kept table's columns are in the rows of its table in the lake, which may have more. */
final class LakeColumns {

    private final Schema schema;
    private final int[] kept;
    private final int[] keys;

    LakeColumns(Schema schema, CapturedTable table) {
        this.schema = schema;
        this.kept = places(table.columns());
        this.keys = places(table.keys());
    }

    private int[] places(List<Column> columns) {
        return columns.stream().mapToInt(column -> place(column.target())).toArray();
    }

    int place(String column) {
        for (var place = 0; place < schema.columns().size(); place++) {
            if (schema.columns().get(place).name().equals(column)) {
                return place;
            }
        }
        throw new IllegalStateException("the lake's table has no column " + column + " any more");
    }

    List<String> keyNames() {
        return Arrays.stream(keys)
                .mapToObj(place -> schema.columns().get(place).name())
                .toList();
    }

    RowBytes rows() {
        return new RowBytes(schema.columns());
    }

    RowBytes keyBytes() {
        return new RowBytes(Arrays.stream(keys).mapToObj(schema.columns()::get).toList());
    }

    /** Takes rows of some of the columns as ones that have all, the others empty. */
    <E extends Exception> LakeScan.RowTaker<E> spread(Schema projection, LakeScan.RowTaker<E> rows) {
        var places = projection.columns().stream()
                .mapToInt(column -> place(column.name()))
                .toArray();
        return (values, place) -> {
            var row = new Object[schema.columns().size()];
            for (var at = 0; at < places.length; at++) {
                row[places[at]] = values[at];
            }
            rows.take(row, place);
        };
    }

    /** A kept table's values as a row of the lake's. */
    Object[] row(Object[] values) {
        var row = new Object[schema.columns().size()];
        for (var index = 0; index < kept.length; index++) {
            row[kept[index]] = values[index];
        }
        return row;
    }

    /** Places among a kept table's columns as those in the lake. */
    int[] places(int[] ofKept) {
        return Arrays.stream(ofKept).map(place -> kept[place]).toArray();
    }

    Object[] key(Object[] row) {
        return pick(row, keys);
    }

    /** A row that has nothing but its key. */
    Object[] marker(Object[] key) {
        var row = new Object[schema.columns().size()];
        for (var index = 0; index < keys.length; index++) {
            row[keys[index]] = key[index];
        }
        return row;
    }

    private static Object[] pick(Object[] row, int[] places) {
        var picked = new Object[places.length];
        for (var index = 0; index < places.length; index++) {
            picked[index] = row[places[index]];
        }
        return picked;
    }

    Schema schema() {
        return schema;
    }
}
