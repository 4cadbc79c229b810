package io.hindsight.warehouse.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.history.Batch;
import io.hindsight.history.HistoryModel;
import io.hindsight.history.Row;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.TestTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.exceptions.ValidationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit is all of a batch or nothing, others' commits are seen, and what is written anew holds what it held. */
class LakeWriterTest {

    private static final int KEYS = 40;

    private final List<Row> sent = new ArrayList<>();
    private int position;

    private static LakeTable table(int format) {
        return new LakeTable(
                Path.of("target", "lake", "writer"), TestTables.people("people_history", KeepMode.HISTORY), format);
    }

    private Batch batch(int size) {
        var rows = new ArrayList<Row>();
        for (var index = 0; index < size; index++) {
            position++;
            rows.add(new Row(
                    'u',
                    Instant.ofEpochSecond(1_700_000_000L + position),
                    new BinlogOffset("binlog.000001", position).changeSeq(0, 0),
                    Arrays.asList((long) (position % KEYS), "name" + position, null),
                    null));
        }
        sent.addAll(rows);
        return new Batch(rows, List.of(), List.of());
    }

    private void assertRight(LakeTable table) {
        assertThat(table.versions()).isEqualTo(HistoryModel.versions(sent, List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aTableThatIsWrittenAnewHoldsWhatItHeldAndIsWrittenOn(int format) throws IOException {
        var table = table(format);
        table.apply(batch(KEYS));
        var times = 0;
        for (var index = 0; index < 30; index++) {
            table.apply(batch(10));
            times += table.writer().maintain(Duration.ofDays(3)) ? 1 : 0;
            table.table().refresh();
        }
        if (format == 2) {
            assertThat(times).isPositive();
        }
        assertRight(table);
        table.forget();
        table.apply(batch(10));
        assertRight(table);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aCommandWritesItAnewWhileAWriterHasItsOwnIdeaOfIt(int format) throws IOException {
        var table = table(format);
        for (var index = 0; index < 10; index++) {
            table.apply(batch(20));
        }
        var before = table.table().currentSnapshot();
        table.maintainNow();
        var after = table.table().currentSnapshot();
        assertThat(after.summary().get(SnapshotSummary.TOTAL_DELETE_FILES_PROP))
                .isEqualTo("0")
                .isNotEqualTo(before.summary().get(SnapshotSummary.TOTAL_DELETE_FILES_PROP));
        assertRight(table);
        table.apply(batch(20));
        assertRight(table);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void whatSomebodyElseCommitsBetweenFilesAndCommitMakesTheCommitFailAndTheBatchIsMadeAnew(int format) {
        var table = table(format);
        table.apply(batch(KEYS));
        table.apply(batch(20));
        var batch = batch(20);
        table.write(batch);
        table.maintainNow();
        assertThatThrownBy(table.writer()::commit).isInstanceOf(ValidationException.class);
        table.apply(batch);
        assertRight(table);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void filesWithoutACommitAreNoPartOfTheTable(int format) {
        var table = table(format);
        table.apply(batch(KEYS));
        var batch = batch(20);
        table.write(batch);
        table.forget();
        table.apply(batch);
        assertRight(table);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aKeyThatIsForgottenIsInNoFileThatAnythingRefersTo(int format) throws IOException {
        var table = table(format);
        for (var index = 0; index < 6; index++) {
            table.apply(batch(KEYS));
        }
        assertThat(new LakeForgetting(table.table(), table.kept(), List.of("7")).remove())
                .isEqualTo(6);
        sent.removeIf(row -> row.values().get(0).equals(7L));
        assertRight(table);
        assertThat(table.table().snapshots()).hasSize(1);
        new LakeScan(table.table()).files(file -> true).forEach(file -> new LakeScan(table.table())
                .readAll(file, table.table().schema(), (row, place) -> assertThat(row[0])
                        .isNotEqualTo(7L)));
        table.apply(batch(KEYS));
        assertRight(table);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void kafkasOffsetsAreInTheSnapshotAndInTheTable(int format) throws IOException {
        var table = table(format);
        table.writer().write(table.kept(), List.of(), List.of(), Map.of("orders", Map.of(0, 7L)));
        table.writer().commit();
        table.writer().write(table.kept(), List.of(), List.of(), Map.of("orders", Map.of(1, 3L)));
        table.writer().commit();
        var read = "{\"orders\":{\"0\":7,\"1\":3}}";
        assertThat(table.table().properties()).containsEntry(LakeNotes.OFFSETS, read);
        assertThat(table.table().currentSnapshot().summary()).containsEntry(LakeNotes.OFFSETS, read);
    }
}
