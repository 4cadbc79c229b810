package io.hindsight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.history.Batch;
import io.hindsight.history.Row;
import io.hindsight.settings.WarehouseKind;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.TestTables;
import io.hindsight.warehouse.iceberg.Lake;
import io.hindsight.warehouse.iceberg.LakeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console answers of a lake, read through Iceberg's library. */
class LakeHistoryTest {

    private static final Path LAKE = Path.of("target", "lake", "console").toAbsolutePath();
    private static final CapturedTable PEOPLE = TestTables.people("people_history", KeepMode.HISTORY);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private int position;

    private static LakeHistory history(Duration timeout) {
        return new LakeHistory(
                WarehouseKind.ICEBERG.dialect(new Layout(1, 1)),
                new Lake(LAKE.toString(), "shop", Map.of(), 2),
                PEOPLE,
                timeout);
    }

    private final LakeHistory history = history(Duration.ofMinutes(1));

    private Row change(char op, long id, String name) {
        position++;
        return new Row(
                op,
                START.plusSeconds(position),
                new BinlogOffset("binlog.000001", position).changeSeq(0, 0),
                Arrays.asList(id, name, null),
                null);
    }

    @BeforeEach
    void write() {
        var table = new LakeTable(LAKE, PEOPLE, 2);
        table.apply(new Batch(
                List.of(change('c', 10, "Ada"), change('c', 9, "Eve"), change('c', 100, "Max")), List.of(), List.of()));
        table.apply(new Batch(List.of(change('u', 9, "Eva"), change('d', 10, "Ada")), List.of(), List.of()));
    }

    @Test
    void aKeyHasItsVersionsNewestFirst() {
        var versions = history.versions(List.of("9"), Optional.empty(), 10);
        assertThat(versions).hasSize(2);
        assertThat(versions.get(0).subList(0, 6)).containsExactly("9", "Eva", null, "2026-01-01T00:00:04Z", null, "u");
        assertThat(versions.get(1).subList(0, 6))
                .containsExactly("9", "Eve", null, "2026-01-01T00:00:02Z", "2026-01-01T00:00:04Z", "c");
        assertThat(history.versions(List.of("9"), Optional.of(versions.get(0).get(6)), 10))
                .containsExactly(versions.get(1));
        assertThat(history.versions(List.of("8"), Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aRowAndATableAreAsTheyWere() {
        assertThat(history.row(List.of("10"), START.plusSeconds(3)).get(0).get(1))
                .isEqualTo("Ada");
        assertThat(history.row(List.of("10"), START.plusSeconds(5))).isEmpty();
        assertThat(history.row(List.of("10"), START)).isEmpty();
        assertThat(keys(START.plusSeconds(3), List.of(), 2)).containsExactly("9", "10");
        assertThat(keys(START.plusSeconds(3), List.of("10"), 2)).containsExactly("100");
        assertThat(keys(START.plusSeconds(9), List.of(), 9)).containsExactly("9", "100");
    }

    private List<String> keys(Instant at, List<String> after, int limit) {
        return history.rows(at, after, Optional.empty(), limit).rows().stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void besideIsWhatTrinoWouldBeAsked() {
        assertThat(history.questions().row(List.of("9"), START).text())
                .contains("CAST('2026-01-01 00:00:00.000000' AS timestamp(6))", "\"id\" = 9");
        assertThat(history.questions()
                        .rows(START, List.of("9"), List.of(), Optional.empty(), 50)
                        .text())
                .contains("(\"id\") > (9)");
        assertThat(history.questions()
                        .versions(List.of("9"), Optional.empty(), 50)
                        .text())
                .contains("ORDER BY change_seq DESC");
    }

    @Test
    void storageThatIsAwayIsSaid() throws IOException {
        try (var files = Files.walk(LAKE)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> history.row(List.of("9"), START.plusSeconds(9)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void whatTakesTooLongIsGivenUp() {
        assertThatThrownBy(() -> history(Duration.ofSeconds(-1)).row(List.of("9"), START.plusSeconds(9)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("s to be read");
    }
}
