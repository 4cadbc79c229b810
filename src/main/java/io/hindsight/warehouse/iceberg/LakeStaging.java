package io.hindsight.warehouse.iceberg;

import io.hindsight.history.Chain;
import io.hindsight.history.KeptVersion;
import io.hindsight.history.Row;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.RefusedValueException;
import io.hindsight.warehouse.Staging;
import java.util.List;
import java.util.Map;

/** Makes a change's row a {@link KeptVersion} with Iceberg's own values. */
record LakeStaging(CapturedTable table) implements Staging {

    @Override
    public KeptVersion of(Row row) {
        var unsaid = row.unchanged();
        if (table.declaration().keep() == KeepMode.CURRENT) {
            if (row.op() == 'd') {
                // a row that is gone needs no more than its key
                unsaid = unsaid.stream().filter(this::isKey).toList();
            }
            refuseAny(unsaid);
        }
        var values = new Object[row.values().size()];
        for (var index = 0; index < values.length; index++) {
            var value = row.values().get(index);
            values[index] =
                    value == null ? null : IcebergValues.of(table.columns().get(index), value);
        }
        return new KeptVersion(
                row.op(),
                row.seq(),
                start(row),
                KeptVersion.OPEN,
                values,
                unsaid.stream().mapToInt(place -> place).toArray(),
                null);
    }

    private boolean isKey(int place) {
        return table.keys().contains(table.columns().get(place));
    }

    private void refuseAny(List<Integer> unsaid) {
        if (!unsaid.isEmpty()) {
            throw new RefusedValueException(
                    table.columns().get(unsaid.get(0)).name(),
                    "the source's log leaves its value out, as the one before, which isn't looked up for a table that is kept"
                            + " current; have the log say it: ALTER TABLE … REPLICA IDENTITY FULL");
        }
    }

    private static long start(Row row) {
        try {
            return Chain.micros(row.start());
        } catch (ArithmeticException far) {
            throw new RefusedValueException(LakeSchema.START, "the moment is further away than Iceberg can say");
        }
    }

    @Override
    public List<Map<String, Object>> parameters(List<?> rows) {
        // there is no statement that takes them
        return List.of();
    }
}
