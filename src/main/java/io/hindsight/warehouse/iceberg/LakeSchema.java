package io.hindsight.warehouse.iceberg;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OwnColumns;
import java.util.ArrayList;
import java.util.HashSet;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * How a kept table lies in the lake. A history's open rows are in the partition that has no month, so that what is
 * current is read alone, and a question as of a moment reads no month before it; its closed rows are in the month in which
 * they ended, and are written once.
 */
final class LakeSchema {

    static final String START = "effective_start_ts";
    static final String END = "effective_end_ts";
    static final String CURRENT = "is_current";
    static final String OP = "op_type";
    static final String SEQ = "change_seq";
    static final String COMMITTED = "commit_ts";
    static final String DELETED = "is_deleted";

    private LakeSchema() {}

    static Schema of(CapturedTable table) {
        var fields = new ArrayList<Types.NestedField>();
        var keys = new HashSet<Integer>();
        for (var column : table.columns()) {
            var id = fields.size() + 1;
            var type = IcebergTypes.of(column.type());
            if (column.key()) {
                keys.add(id);
            }
            fields.add(field(id, column.target(), type, column.key()));
        }
        switch (table.declaration().keep()) {
            case HISTORY -> {
                add(fields, START, Types.TimestampType.withZone(), true);
                add(fields, END, Types.TimestampType.withZone(), false);
                add(fields, CURRENT, Types.BooleanType.get(), true);
                add(fields, OP, Types.StringType.get(), true);
                keys.add(add(fields, SEQ, Types.StringType.get(), true));
                if (table.declaration().isPartial()) {
                    add(fields, OwnColumns.UNCHANGED, Types.StringType.get(), false);
                }
            }
            case CURRENT -> {
                add(fields, COMMITTED, Types.TimestampType.withZone(), true);
                add(fields, SEQ, Types.StringType.get(), true);
                add(fields, DELETED, Types.BooleanType.get(), true);
            }
        }
        return new Schema(fields, keys);
    }

    private static int add(ArrayList<Types.NestedField> fields, String name, Type type, boolean required) {
        fields.add(field(fields.size() + 1, name, type, required));
        return fields.size();
    }

    private static Types.NestedField field(int id, String name, Type type, boolean required) {
        return required ? Types.NestedField.required(id, name, type) : Types.NestedField.optional(id, name, type);
    }

    static PartitionSpec partitions(Schema schema, KeepMode keep) {
        var spec = PartitionSpec.builderFor(schema);
        return switch (keep) {
            case HISTORY -> spec.month(END).build();
            case CURRENT -> spec.identity(DELETED).build();
        };
    }
}
