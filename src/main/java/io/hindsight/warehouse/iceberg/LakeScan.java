package io.hindsight.warehouse.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.BaseDeleteLoader;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;

/** Reads the rows that a table has now, through Iceberg's own reader, each with its place. */
final class LakeScan {

    /** Takes a row, in the projection's columns. */
    interface RowTaker<E extends Exception> {
        void take(Object[] values, long place) throws E;
    }

    private final Table table;

    LakeScan(Table table) {
        this.table = table;
    }

    /** The data files whose rows may be what is asked for, each with its deletes. */
    List<FileScanTask> files(Predicate<FileScanTask> which) {
        return files(Expressions.alwaysTrue(), which);
    }

    List<FileScanTask> files(Expression filter, Predicate<FileScanTask> which) {
        var found = new ArrayList<FileScanTask>();
        try (var tasks = table.newScan().filter(filter).planFiles()) {
            tasks.forEach(task -> {
                if (which.test(task)) {
                    found.add(task);
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    /** The rows of a data file that aren't deleted. */
    <E extends Exception> void read(FileScanTask task, Schema columns, RowTaker<E> rows) throws E {
        read(task, columns, deleted(task), rows);
    }

    /** All rows of a data file, deleted ones too. */
    <E extends Exception> void readAll(FileScanTask task, Schema columns, RowTaker<E> rows) throws E {
        read(task, columns, PositionDeleteIndex.empty(), rows);
    }

    private <E extends Exception> void read(
            FileScanTask task, Schema columns, PositionDeleteIndex deleted, RowTaker<E> rows) throws E {
        var fields = new ArrayList<Types.NestedField>(columns.columns());
        fields.add(MetadataColumns.ROW_POSITION);
        var projection = new Schema(fields);
        var size = columns.columns().size();
        var reader = Parquet.read(table.io().newInputFile(task.file().location()))
                .project(projection)
                .createReaderFunc(type -> InternalReader.create(projection, type));
        try (var found = reader.<StructLike>build()) {
            for (var row : found) {
                var place = row.get(size, Long.class);
                if (!deleted.isDeleted(place)) {
                    var values = new Object[size];
                    for (var index = 0; index < size; index++) {
                        values[index] = row.get(index, Object.class);
                    }
                    rows.take(values, place);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Which rows of a data file are deleted. */
    PositionDeleteIndex deleted(FileScanTask task) {
        if (task.deletes().isEmpty()) {
            return PositionDeleteIndex.empty();
        }
        if (task.deletes().stream().anyMatch(file -> file.content() == FileContent.EQUALITY_DELETES)) {
            throw new IllegalStateException(table.name()
                    + " has equality deletes, which somebody else has written; rewrite the table's files once");
        }
        return new BaseDeleteLoader(file -> table.io().newInputFile(file.location()))
                .loadPositionDeletes(task.deletes(), task.file().location());
    }
}
