package io.hindsight.warehouse.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.Table;

/** Does to a table of a lake what nobody should: its rows, by column and in Iceberg's inner values, become others. */
public final class LakeDamage {

    private LakeDamage() {}

    /**
     * Lets a table's rows be changed, taken away and added to, and writes it anew; fails where somebody else has committed
     * meanwhile, for what that took away would be there again.
     */
    public static void alter(Table table, Consumer<List<Map<String, Object>>> damage) {
        var columns = table.schema().columns();
        var scan = new LakeScan(table);
        var rows = new ArrayList<Map<String, Object>>();
        var overwrite = table.newOverwrite();
        overwrite.validateWith(new SameSnapshot(table.currentSnapshot().snapshotId()));
        scan.files(file -> true).forEach(task -> {
            overwrite.deleteFile(task.file());
            scan.read(task, table.schema(), (values, place) -> {
                var row = new LinkedHashMap<String, Object>();
                for (var index = 0; index < values.length; index++) {
                    row.put(columns.get(index).name(), values[index]);
                }
                rows.add(row);
            });
        });
        damage.accept(rows);
        var files = BatchFiles.ofRewriting(table, new ArrayList<>());
        rows.forEach(row -> files.write(
                columns.stream().map(column -> row.get(column.name())).toArray()));
        try {
            files.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        files.data().forEach(overwrite::addFile);
        overwrite.commit();
    }
}
