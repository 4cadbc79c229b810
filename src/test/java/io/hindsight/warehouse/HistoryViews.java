package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.Batch;
import io.hindsight.history.BatchReader;
import io.hindsight.history.Message;
import io.hindsight.history.Row;
import io.hindsight.history.Truncate;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.DebeziumChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users see of a history: its views, and the state as of a moment. */
abstract class HistoryViews {

    private static final String AS_OF = "SELECT id, name, city FROM people_seen WHERE effective_start_ts <= '%1$s'"
            + " AND (effective_end_ts > '%1$s' OR effective_end_ts IS NULL) ORDER BY id";
    private static final String VERSIONS =
            "SELECT id, name, city, effective_start_ts, effective_end_ts, is_current FROM people_seen_versions"
                    + " ORDER BY id, effective_start_ts";
    private static final String CURRENT =
            "SELECT id, name, city, effective_start_ts, change_seq FROM people_seen_current" + " ORDER BY id";

    /** The table under test, on the engine that the suite is for. */
    abstract KeptTable table();

    static KeptTable people(Engine engine) {
        return new KeptTable(engine, TestTables.people("people_seen", KeepMode.HISTORY));
    }

    @BeforeEach
    void empty() {
        table().empty();
    }

    @Test
    void asOfSeesOneVersionEachAndNoneOfNoLength() {
        apply(
                row('c', 1, 1, 1, "a"),
                row('u', 1, 2, 2, "gone at once"),
                row('u', 1, 3, 2, "b"),
                row('c', 2, 4, 3, "x"));
        assertThat(asOf(0)).isEmpty();
        assertThat(asOf(1)).containsExactly("1|a|null");
        assertThat(asOf(2)).containsExactly("1|b|null");
        assertThat(asOf(3)).containsExactly("1|b|null", "2|x|null");
        assertThat(table().versions()).hasSize(4);
        assertThat(table().query(VERSIONS)).hasSize(3).noneMatch(version -> version.contains("gone"));
    }

    @Test
    void aDeletedRowIsThereUntilItsEnd() {
        apply(row('c', 1, 1, 1, "a"), row('d', 1, 2, 3, "a"));
        assertThat(asOf(2)).containsExactly("1|a|null");
        assertThat(asOf(3)).isEmpty();
        assertThat(table().query(CURRENT)).isEmpty();
    }

    @Test
    void currentIsWhatIsOpen() {
        apply(
                row('c', 1, 1, 1, "a"),
                row('u', 1, 2, 2, "b"),
                row('c', 2, 3, 1, "x"),
                row('d', 2, 4, 2, "x"),
                row('c', 3, 5, 1, "y"));
        assertThat(table().query(CURRENT))
                .isEqualTo(table().query("SELECT id, name, city, effective_start_ts, change_seq FROM people_seen"
                        + " WHERE is_current AND effective_end_ts IS NULL ORDER BY id"))
                .hasSize(2);
    }

    @Test
    void aSnapshotReadAgainLeavesEverythingAsItWas() {
        apply(row('r', 1, 1, 1, "a"), row('c', 2, 2, 2, "b"));
        var versions = table().query(VERSIONS);
        var current = table().query(CURRENT);
        apply(row('r', 1, 3, 3, "a"), row('r', 2, 4, 3, "b"));
        apply(row('r', 1, 5, 4, "a"), row('r', 2, 6, 4, "b"));
        assertThat(table().query(VERSIONS)).isEqualTo(versions).hasSize(2);
        assertThat(table().query(CURRENT)).isEqualTo(current).hasSize(2);
        apply(row('r', 1, 7, 5, "changed while nobody looked"));
        assertThat(table().query(VERSIONS)).hasSize(3);
        assertThat(asOf(4)).containsExactly("1|a|null", "2|b|null");
    }

    @Test
    void deletedAndInsertedAgainIsTwoIntervalsThatDoNotTouch() {
        apply(row('c', 1, 1, 1, "a"), row('d', 1, 2, 2, "a"), row('c', 1, 3, 4, "a"));
        assertThat(table().query(VERSIONS)).hasSize(2);
        assertThat(asOf(1)).containsExactly("1|a|null");
        assertThat(asOf(2)).isEmpty();
        assertThat(asOf(3)).isEmpty();
        assertThat(asOf(4)).containsExactly("1|a|null");
    }

    @Test
    void aChangedKeyIsADeleteAndACreate() {
        apply(row('c', 1, 1, 1, "a"));
        var change =
                new DebeziumChange("shop", "people", 'u', 2, 0, at(2), Map.of("id", 9), values(1, "a"), values(9, "a"));
        var message = new Message("people", 0, 0, change.keyBytes(), change.valueBytes(), 0, 0, null);
        table().apply(new BatchReader(TestTables.people("people_seen", KeepMode.HISTORY), Set.of())
                .read(List.of(message)));
        assertThat(asOf(1)).containsExactly("1|a|null");
        assertThat(asOf(2)).containsExactly("9|a|null");
        assertThat(table().versions())
                .extracting(version -> version.key() + " " + version.op())
                .containsExactly("1 c", "1 d", "9 c");
    }

    @Test
    void aTruncateEndsEveryKeyThatIsOpenWhateverBatchItCameIn() {
        apply(row('c', 1, 1, 1, "a"), row('d', 1, 2, 2, "a"));
        apply(row('c', 2, 3, 1, "b"));
        apply(row('r', 3, 4, 1, "c"));
        table().apply(new Batch(List.of(), List.of(new Truncate(at(5), seq(10))), List.of()));
        apply(row('c', 2, 11, 6, "b"));
        assertThat(asOf(4)).containsExactly("2|b|null", "3|c|null");
        assertThat(asOf(5)).isEmpty();
        assertThat(asOf(6)).containsExactly("2|b|null");
        assertThat(table().query(CURRENT)).hasSize(1);
    }

    @Test
    void nullIsAValueThatCanChange() {
        apply(
                row('c', 1, 1, 1, null),
                row('u', 1, 2, 2, null),
                row('u', 1, 3, 3, "a"),
                row('u', 1, 4, 4, null),
                row('r', 1, 5, 5, null));
        assertThat(table().query("SELECT name FROM people_seen_versions ORDER BY effective_start_ts"))
                .containsExactly("null", "a", "null");
        assertThat(asOf(5)).containsExactly("1|null|null");
    }

    @Test
    void columnsMayBeCalledAsTheStatementsCallWhatIsTheirs() {
        var names = NamesInside.of(table().engine().dialect.name());
        var named = new KeptTable(table().engine(), TestTables.texts("named", KeepMode.HISTORY, names));
        named.empty();
        named.apply(new Batch(
                List.of(texts('c', 1, names.size(), "a"), texts('r', 2, names.size(), "a")), List.of(), List.of()));
        named.apply(
                new Batch(List.of(texts('u', 3, names.size(), "b")), List.of(new Truncate(at(4), seq(4))), List.of()));
        assertThat(names).isNotEmpty();
        assertThat(named.query("SELECT count(*) FROM named")).containsExactly("3");
        assertThat(named.query("SELECT count(*) FROM named_current")).containsExactly("0");
        assertThat(named.query("SELECT " + named.engine().dialect.quote(names.get(0))
                        + " FROM named_versions ORDER BY change_seq"))
                .containsExactly("a", "b");
    }

    private static Row texts(char op, int place, int columns, String text) {
        var values = new ArrayList<Object>(Collections.nCopies(columns, text));
        values.add(0, 1L);
        return new Row(op, at(place), seq(place), values, null);
    }

    private void apply(Row... rows) {
        table().apply(new Batch(List.of(rows), List.of(), List.of()));
    }

    private List<String> asOf(int second) {
        var moment = "2026-01-01 00:00:0" + second + ".000000";
        var rows = table().query(AS_OF.formatted(moment));
        var dialect = table().engine().dialect;
        if (dialect.answersAsOf()) {
            var call = dialect.name().equals("clickhouse") ? "(moment = '" + moment + "')" : "('" + moment + "Z')";
            assertThat(table().query("SELECT id, name, city FROM people_seen_as_of" + call + " ORDER BY id"))
                    .isEqualTo(rows);
        }
        return rows;
    }

    private static Row row(char op, long id, int place, int second, String name) {
        return new Row(op, at(second), seq(place), Arrays.asList(id, name, null), null);
    }

    private static Map<String, Object> values(int id, String name) {
        var values = new HashMap<String, Object>();
        values.put("id", id);
        values.put("name", name);
        values.put("city", null);
        return values;
    }

    private static Instant at(int second) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);
    }

    private static String seq(int place) {
        return new BinlogOffset("binlog.000001", place).changeSeq(0, 0);
    }
}
