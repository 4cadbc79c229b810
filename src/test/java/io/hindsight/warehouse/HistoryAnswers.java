package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.Batch;
import io.hindsight.history.Row;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.HistoryQuestions.Having;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an engine answers to the questions about a history whose key is a text and a number. */
abstract class HistoryAnswers {

    private static final String ODD = "O'Hara \\ <b>\"?";

    /** The table under test, on the engine that the suite is for. */
    abstract KeptTable table();

    static KeptTable streets(Engine engine) {
        return new KeptTable(engine, STREETS);
    }

    static final CapturedTable STREETS = streets();

    private static final Column NAME = STREETS.columns().get(2);

    private static CapturedTable streets() {
        var people = TestTables.people("streets", KeepMode.HISTORY);
        return new CapturedTable(
                people.declaration(),
                people.sourceColumns(),
                List.of(
                        new Column("city", "city", new ColumnType.Text(20), false, true, false),
                        new Column("no", "no", new ColumnType.Whole(32, true), false, true, false),
                        new Column("name", "name", new ColumnType.Text(100), true, false, true)));
    }

    @BeforeEach
    void plant() {
        table().empty();
        var rows = new ArrayList<Row>();
        var place = 1;
        for (var city : List.of("Aachen", ODD, "Zwolle")) {
            for (var no = 1; no <= 5; no++) {
                rows.add(row('c', city, no, place++, 1, "a"));
                rows.add(row('u', city, no, place++, 3, "b"));
                rows.add(row('u', city, no, place++, 5, null));
            }
        }
        rows.add(row('d', "Zwolle", 5, place, 7, null));
        table().apply(new Batch(rows, List.of(), List.of()));
    }

    @Test
    void versionsOfAKeyComeNewestFirstAndPageByPage() {
        var questions = questions();
        var key = List.of("Zwolle", "5");
        var first = answers(questions.versions(key, Optional.empty(), 3));
        assertThat(first).extracting(row -> row.get(2) + " " + row.get(5)).containsExactly("null d", "null u", "b u");
        var rest = answers(questions.versions(
                key, Optional.of(table().engine().dialect.changeSeq(first.get(2).get(6))), 3));
        assertThat(rest).extracting(row -> row.get(2) + " " + row.get(5)).containsExactly("a c");
    }

    @Test
    void aKeyIsWhatItIsWhateverIsInIt() {
        for (var second : List.of(0, 1, 2, 3, 4, 5, 6)) {
            var answer = answers(questions().row(List.of(ODD, "2"), at(second)));
            assertThat(answer)
                    .extracting(row -> row.get(2))
                    .as("second " + second)
                    .isEqualTo(
                            switch (second) {
                                case 0 -> List.of();
                                case 1, 2 -> List.of("a");
                                case 3, 4 -> List.of("b");
                                default -> java.util.Collections.singletonList(null);
                            });
        }
        assertThat(answers(questions().row(List.of("' OR '1' = '1", "2"), at(2))))
                .isEmpty();
    }

    @Test
    void pagesPutTogetherAreTheTable() {
        assertThat(inPages(4, 6)).hasSize(15).isEqualTo(inPages(100, 6)).isEqualTo(inPages(1, 6));
        assertThat(inPages(4, 7)).hasSize(14).isEqualTo(inPages(100, 7));
        assertThat(inPages(4, 0)).isEmpty();
    }

    @Test
    void aPageEndsAfterSoManyVersions() {
        var end = answers(questions().pageEnd(List.of(), 7));
        assertThat(end).hasSize(1);
        var part = answers(questions().rows(at(6), List.of(), end.get(0), Optional.empty(), 100));
        assertThat(part)
                .hasSize(3)
                .last()
                .extracting(row -> row.get(0) + row.get(1))
                .isEqualTo("Aachen3");
        var rest = answers(questions().rows(at(6), end.get(0), List.of(), Optional.empty(), 100));
        assertThat(rest).hasSize(12);
        assertThat(answers(questions().pageEnd(end.get(0), 1_000))).isEmpty();
    }

    @Test
    void whatPeopleCopyAnswersTheSame() {
        var key = List.of(ODD, "2");
        for (var question : List.of(
                questions().versions(key, Optional.of("7" + "f".repeat(31)), 10),
                questions().row(key, at(4)),
                questions().rows(at(4), key, List.of("Zwolle", "3"), Optional.empty(), 100),
                questions().rows(at(4), key, List.of(), Optional.of(new Having(NAME, "b")), 100),
                questions().changes(at(2), at(4), key, 100))) {
            assertThat(question.text()).doesNotContain("CAST(?", "unhex");
            assertThat(table().query(question.text()))
                    .isNotEmpty()
                    .isEqualTo(answers(question).stream()
                            .map(row -> String.join(
                                    "|", row.stream().map(String::valueOf).toList()))
                            .toList());
        }
    }

    @Test
    void aFilterLeavesTheRowsThatHaveTheValue() {
        var only = Optional.of(new Having(STREETS.columns().get(1), "3"));
        assertThat(answers(questions().rows(at(4), List.of(), List.of(), only, 100)))
                .extracting(row -> row.get(0))
                .containsExactly("Aachen", ODD, "Zwolle");
        assertThat(answers(questions().rows(at(4), List.of(), List.of(), Optional.of(new Having(NAME, null)), 100)))
                .isEmpty();
        assertThat(answers(questions().rows(at(6), List.of(), List.of(), Optional.of(new Having(NAME, null)), 100)))
                .hasSize(15);
        assertThat(answers(questions()
                        .rows(at(4), List.of(), List.of(), Optional.of(new Having(NAME, "' OR '1' = '1")), 100)))
                .isEmpty();
    }

    @Test
    void twoMomentsAreCompared() {
        // one goes and comes back as it was, one goes, one comes, one is another, one changes and changes back
        table().apply(new Batch(
                List.of(
                        row('d', "Aachen", 1, 101, 11, null),
                        row('c', "Aachen", 1, 102, 12, null),
                        row('d', "Aachen", 2, 103, 11, null),
                        row('c', "Zwolle", 6, 104, 12, "new"),
                        row('u', ODD, 4, 105, 13, "x"),
                        row('u', ODD, 5, 106, 11, "y"),
                        row('u', ODD, 5, 107, 12, null)),
                List.of(),
                List.of()));
        assertThat(answers(questions().changes(at(10), at(20), List.of(), 100)))
                .extracting(row -> String.join(
                        " ",
                        row.subList(0, row.size()).stream().map(String::valueOf).toList()))
                .containsExactly(
                        "Aachen 2 null 1 1 1 1", ODD + " 4 null 1 1 1 1", ODD + " 4 x 0 1 1 1", "Zwolle 6 new 0 1 1 1");
        assertThat(answers(questions().changes(at(10), at(20), List.of(ODD, "4"), 100)))
                .as("the next page has the same counts")
                .singleElement()
                .extracting(row -> row.subList(3, 7))
                .isEqualTo(List.of("0", "1", "1", "1"));
        assertThat(answers(questions().changes(at(0), at(2), List.of(), 100))).hasSize(15);
        assertThat(answers(questions().changes(at(14), at(20), List.of(), 100))).isEmpty();
        assertThat(answers(questions().changes(at(2), at(4), List.of(), 2))).hasSize(2);
    }

    private List<List<String>> inPages(int limit, int second) {
        var all = new ArrayList<List<String>>();
        var after = List.<String>of();
        while (true) {
            var page = answers(questions().rows(at(second), after, List.of(), Optional.empty(), limit));
            all.addAll(page);
            if (page.size() < limit) {
                return all;
            }
            after = page.get(page.size() - 1).subList(0, 2);
        }
    }

    private HistoryQuestions questions() {
        return new HistoryQuestions(table().engine().dialect, STREETS);
    }

    private List<List<String>> answers(Question question) {
        try (var statement = table().connection().prepareStatement(question.sql())) {
            for (var index = 0; index < question.parameters().size(); index++) {
                statement.setString(index + 1, question.parameters().get(index));
            }
            try (var rows = statement.executeQuery()) {
                var answers = new ArrayList<List<String>>();
                while (rows.next()) {
                    answers.add(texts(rows));
                }
                return answers;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(question.sql(), failure);
        }
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        var texts = new ArrayList<String>();
        for (var index = 1; index <= row.getMetaData().getColumnCount(); index++) {
            texts.add(row.getString(index));
        }
        return texts;
    }

    private static Row row(char op, String city, long no, int place, int second, String name) {
        return new Row(
                op,
                at(second),
                new BinlogOffset("binlog.000001", place).changeSeq(0, 0),
                java.util.Arrays.asList(city, no, name),
                null);
    }

    private static Instant at(int second) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);
    }
}
