package io.hindsight.warehouse.iceberg;

import io.hindsight.warehouse.iceberg.KnownKey.RowPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/** Writes what a batch adds to a table, a file for each partition, and which rows it takes away. */
final class BatchFiles {

    private static final int POSITION_DELETES = 2;
    private static final int ROWS_BETWEEN_LOOKS = 1_000;
    private static final long LARGEST = 128L << 20;

    /** Parquet makes a dictionary of every column at first, a third of a batch's time where each value is another. */
    private static final Map<String, String> SOON_WITHOUT_DICTIONARY =
            Map.of(TableProperties.PARQUET_DICT_SIZE_BYTES, String.valueOf(32 << 10));

    private final Table table;
    private final List<LakeFile> files;
    private final Function<String, PositionDeleteIndex> deletedBefore;
    private final Map<String, String> options;
    private final OutputFileFactory factory;
    private final PartitionKey partition;
    private final Map<PartitionKey, Open> writers = new LinkedHashMap<>();
    private final Map<Integer, List<Long>> deletes = new HashMap<>();
    private final List<DataFile> data = new ArrayList<>();
    private DeleteWriteResult deleted = new DeleteWriteResult(List.of());

    private static final class Open {
        private final DataWriter<LakeRow> writer;
        private final int file;
        private long rows;

        Open(DataWriter<LakeRow> writer, int file) {
            this.writer = writer;
            this.file = file;
        }
    }

    /**
     * Writes what a batch adds, as quickly as can be.
     *
     * @param files all that places refer to; what is written is added
     * @param deletedBefore which rows of a data file are deleted already, for deletion vectors, which say all at once
     */
    static BatchFiles ofBatch(Table table, List<LakeFile> files, Function<String, PositionDeleteIndex> deletedBefore) {
        return new BatchFiles(table, files, deletedBefore, SOON_WITHOUT_DICTIONARY);
    }

    /** Writes rows anew that are there, in files as small as can be. */
    static BatchFiles ofRewriting(Table table, List<LakeFile> files) {
        return new BatchFiles(table, files, location -> null, Map.of());
    }

    private BatchFiles(
            Table table,
            List<LakeFile> files,
            Function<String, PositionDeleteIndex> deletedBefore,
            Map<String, String> options) {
        this.table = table;
        this.options = new HashMap<>(options);
        // what the table says itself is meant
        this.options.keySet().removeAll(table.properties().keySet());
        this.files = files;
        this.deletedBefore = deletedBefore;
        this.factory = OutputFileFactory.builderFor(table, 0, 0)
                .format(FileFormat.PARQUET)
                .operationId(UUID.randomUUID().toString())
                .build();
        this.partition = new PartitionKey(table.spec(), table.schema());
    }

    /** Writes a row into its partition's file, and gives where it is. */
    RowPlace write(Object[] values) {
        var row = new LakeRow(values);
        partition.partition(row);
        var open = writers.get(partition);
        if (open == null) {
            open = open(partition.copy());
        }
        open.writer.write(row);
        var place = new RowPlace(open.file, open.rows++);
        if (open.rows % ROWS_BETWEEN_LOOKS == 0 && open.writer.length() > LARGEST) {
            end(open);
            writers.remove(partition);
        }
        return place;
    }

    private Open open(PartitionKey key) {
        try {
            var output = factory.newOutputFile(table.spec(), key).encryptingOutputFile();
            DataWriter<LakeRow> writer = Parquet.writeData(output)
                    .forTable(table)
                    .setAll(options)
                    .withPartition(key)
                    .createWriterFunc((schema, type) -> InternalWriter.createWriter(schema, type))
                    .overwrite()
                    .build();
            files.add(new LakeFile(output.location(), table.spec(), key));
            var open = new Open(writer, files.size() - 1);
            writers.put(key, open);
            return open;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes away a row that is there. */
    void delete(RowPlace place) {
        deletes.computeIfAbsent(place.file(), file -> new ArrayList<>()).add(place.row());
    }

    private void end(Open open) {
        try {
            open.writer.close();
            data.add(open.writer.toDataFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the files; nothing can be written afterwards. */
    void close() throws IOException {
        writers.values().forEach(this::end);
        writers.clear();
        if (!deletes.isEmpty()) {
            deleted = TableUtil.formatVersion(table) > POSITION_DELETES ? vectors() : positions();
            deletes.clear();
        }
    }

    private DeleteWriteResult vectors() throws IOException {
        var writer = new BaseDVFileWriter(
                OutputFileFactory.builderFor(table, 1, 0)
                        .format(FileFormat.PUFFIN)
                        .operationId(UUID.randomUUID().toString())
                        .build(),
                deletedBefore);
        try (writer) {
            deletes.forEach((number, rows) -> {
                var file = files.get(number);
                rows.forEach(row -> writer.delete(file.location(), row, file.spec(), file.partition()));
            });
        }
        return writer.result();
    }

    private DeleteWriteResult positions() throws IOException {
        var byPartition = new LinkedHashMap<PartitionOf, List<Integer>>();
        deletes.keySet().stream()
                .sorted(Comparator.comparing(number -> files.get(number).location()))
                .forEach(number -> byPartition
                        .computeIfAbsent(PartitionOf.of(files.get(number)), one -> new ArrayList<>())
                        .add(number));
        var written = new ArrayList<DeleteFile>();
        for (var each : byPartition.values()) {
            written.add(positions(files.get(each.get(0)), each));
        }
        return new DeleteWriteResult(written);
    }

    private DeleteFile positions(LakeFile first, List<Integer> numbers) throws IOException {
        var output = factory.newOutputFile(first.spec(), first.partition()).encryptingOutputFile();
        var writer = Parquet.writeDeletes(output)
                .setAll(table.properties())
                .metricsConfig(MetricsConfig.forPositionDelete())
                .withSpec(first.spec())
                .withPartition(first.partition())
                .overwrite()
                .buildPositionWriter();
        try (writer) {
            var delete = PositionDelete.<Object>create();
            for (var number : numbers) {
                var location = files.get(number).location();
                var rows = deletes.get(number);
                rows.sort(null);
                rows.forEach(row -> writer.write(delete.set(location, row)));
            }
        }
        return writer.toDeleteFile();
    }

    List<DataFile> data() {
        return data;
    }

    DeleteWriteResult deleted() {
        return deleted;
    }

    /** Removes the files again, as far as that can be done: nothing refers to them. */
    void abandon() {
        writers.values().forEach(open -> {
            try {
                open.writer.close();
            } catch (IOException | RuntimeException failure) {
                // it is given up anyway
            }
            remove(files.get(open.file).location());
        });
        data.forEach(file -> remove(file.location()));
        deleted.deleteFiles().forEach(file -> remove(file.location()));
    }

    private void remove(String location) {
        try {
            table.io().deleteFile(location);
        } catch (RuntimeException failure) {
            // nobody reads it, and a cleaning of orphans finds it
        }
    }

    /** Partitions that are equal by what they say. */
    private record PartitionOf(int spec, List<Object> values) {
        static PartitionOf of(LakeFile file) {
            var values = new ArrayList<Object>();
            for (var index = 0; index < file.partition().size(); index++) {
                values.add(file.partition().get(index, Object.class));
            }
            return new PartitionOf(file.spec().specId(), values);
        }
    }
}
