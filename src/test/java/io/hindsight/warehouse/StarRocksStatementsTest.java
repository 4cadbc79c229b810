package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.RowText;
import io.hindsight.warehouse.HistoryQuestions.Having;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** StarRocks' own grammar reads every statement that any declared table leads to, unless validate refuses the table. */
public class StarRocksStatementsTest {

    private static final Dialect STAR_ROCKS =
            WarehouseKind.ofUrl("jdbc:mysql://localhost:9030/dw").orElseThrow().dialect(new Layout(8, 3));

    private static final Pattern CREATE =
            Pattern.compile("(?s)^CREATE TABLE IF NOT EXISTS (`[^`]+`|\\w+) \\((.*)\n\\) ENGINE");
    private static final Pattern CREATED = Pattern.compile("(`[^`]+`|(?<=\\s)\\w+) [a-z]");
    private static final Pattern INSERT = Pattern.compile("^INSERT INTO (`[^`]+`|\\w+)\\s+(\\((?:`[^`]+`|[^`)])*)\\)");
    private static final Pattern INSERTED = Pattern.compile("[(,] ?(`[^`]+`|\\w+)");

    @Provide
    Arbitrary<CapturedTable> tables() {
        return CapturedTables.any();
    }

    @Property(tries = 150)
    void everyStatementIsOneThatStarRocksCanRead(@ForAll("tables") CapturedTable table) {
        var refused = !STAR_ROCKS.misfits(table).isEmpty();
        Statistics.label("tables").collect(refused ? "refused" : "kept");
        if (!refused) {
            var statements = Statements.of(STAR_ROCKS, table);
            all(statements).forEach(sql -> StarRocksGrammar.parse(sql.replaceAll(":#\\w+", "?")));
            StarRocksGrammar.parse(statements.apply(2_500).replaceAll(":#\\w+", "?"));
            assertThat(all(statements))
                    .as("a part of a statement could be called what the table is called")
                    .noneMatch(sql -> sql.matches("(?s).*(WITH|\\),) (?!hindsight_)\\w+ AS \\(.*"));
            assertThat(all(statements)).noneMatch(sql -> sql.matches("(?s).*(MERGE|ON DUPLICATE|datetime\\().*"));
            assertThat(statements.create())
                    .filteredOn(sql -> sql.startsWith("CREATE TABLE"))
                    .allMatch(sql -> sql.contains(" BUCKETS ") && sql.contains("\"replication_num\" = \"3\""));
        }
        Statistics.label("tables").coverage(coverage -> {
            coverage.check("kept").percentage(percent -> percent > 10);
            coverage.check("refused").percentage(percent -> percent > 10);
        });
    }

    @Property(tries = 100)
    void everyQuestionIsOneThatStarRocksCanRead(@ForAll("tables") CapturedTable table) {
        if (STAR_ROCKS.misfits(table).isEmpty()) {
            var forgetting = new Forgetting(STAR_ROCKS, table);
            StarRocksGrammar.parse(forgetting.removal());
            StarRocksGrammar.parse(forgetting.unstaging());
            if (!table.values().isEmpty()) {
                StarRocksGrammar.parse(forgetting.redaction());
            }
            var questions = new HistoryQuestions(STAR_ROCKS, table);
            var key = table.keys().stream().map(column -> "1").toList();
            for (var question : List.of(
                    questions.versions(key, Optional.of("0"), 51),
                    questions.row(key, Instant.EPOCH),
                    questions.rows(
                            Instant.EPOCH,
                            key,
                            key,
                            Optional.of(new Having(table.keys().get(0), "1")),
                            51),
                    questions.changes(Instant.EPOCH, Instant.EPOCH, key, 51),
                    questions.pageEnd(key, 1_000),
                    questions.begun(),
                    questions.firstRead(1_000))) {
                StarRocksGrammar.parse(question.sql());
                StarRocksGrammar.parse(question.text());
                assertThat(question.sql().chars().filter(character -> character == '?'))
                        .hasSameSizeAs(question.parameters());
            }
        }
    }

    /** An INSERT with fewer columns than its table would be a partial update of it. */
    @Property(tries = 100)
    void everyInsertNamesAllColumnsOfItsTable(@ForAll("tables") CapturedTable table) {
        if (STAR_ROCKS.misfits(table).isEmpty()) {
            var statements = Statements.of(STAR_ROCKS, table);
            var created = new HashMap<String, List<String>>();
            statements.create().stream()
                    .map(CREATE::matcher)
                    .filter(Matcher::find)
                    .forEach(create -> created.put(create.group(1), names(CREATED, create.group(2))));
            for (var insert : List.of(statements.stage(), statements.apply(), statements.stageTruncate())) {
                var head = INSERT.matcher(insert);
                assertThat(head.find()).isTrue();
                assertThat(names(INSERTED, head.group(2)))
                        .containsExactlyInAnyOrderElementsOf(created.get(head.group(1)));
            }
        }
    }

    @Property(tries = 100)
    void whatIsComparedWithTheSourceIsReadToo(@ForAll("tables") CapturedTable table) {
        var text = STAR_ROCKS.rowText();
        if (STAR_ROCKS.misfits(table).isEmpty() && table.keys().stream().noneMatch(RowText::isComparedAsValue)) {
            var keys = table.keys().stream().map(key -> text.name(key) + " > " + text.value(key, "?"));
            StarRocksGrammar.parse("SELECT "
                    + text.number(table.columns().stream()
                            .filter(column -> !RowText.isComparedAsValue(column))
                            .toList())
                    + " FROM " + STAR_ROCKS.kept(table) + " WHERE "
                    + keys.collect(Collectors.joining(" AND ")));
            StarRocksGrammar.parse(BrokenHistory.statement(STAR_ROCKS, table, 10));
        }
    }

    private static List<String> names(Pattern column, String columns) {
        return column.matcher(columns)
                .results()
                .map(name -> name.group(1).replace("`", ""))
                .toList();
    }

    @Example
    void whatStarRocksRefusesIsRefused() {
        for (var sql : List.of(
                "SELECT a FROM t WHERE (a, b) IN ((1, 2))",
                "DELETE FROM t_stage WHERE batch_id = lower('a')",
                "CREATE ROUTINE LOAD j ON t COLUMNS (o, a = o), WHERE o = 1 PROPERTIES (\"merge_condition\" = \"a\")"
                        + " FROM KAFKA (\"kafka_topic\" = 't')",
                "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = 1",
                "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 1",
                "SELECT max(a) OVER w FROM t WINDOW w AS (PARTITION BY b)",
                "CREATE TABLE t (a datetime(6)) DUPLICATE KEY (a) DISTRIBUTED BY HASH (a) BUCKETS 1")) {
            assertThatThrownBy(() -> StarRocksGrammar.parse(sql)).isInstanceOf(AssertionError.class);
        }
    }

    public static List<String> all(Statements statements) {
        var all = new ArrayList<>(statements.create());
        all.addAll(statements.views());
        all.addAll(List.of(
                statements.stage(),
                statements.apply(),
                statements.clear(),
                statements.noteTruncate(),
                statements.stageTruncate(),
                statements.noteBeginning(),
                statements.stageBeginning()));
        // where nothing is to be cleared, or the history begins with the snapshot
        all.removeIf(String::isEmpty);
        return all;
    }
}
