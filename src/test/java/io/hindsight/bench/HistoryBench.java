package io.hindsight.bench;

import io.hindsight.table.Shape;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.Engine;
import io.hindsight.warehouse.HistoryQuestions;
import io.hindsight.warehouse.KeptTable;
import io.hindsight.warehouse.Question;
import io.hindsight.warehouse.TestTables;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** What the console asks a large history, a question at a time: statements as the console sends them, answers read. */
final class HistoryBench {

    private static final int VERSIONS = 10_000_000;
    private static final int KEYS = VERSIONS / BatchCost.VERSIONS;
    private static final int QUESTIONS = 200;
    private static final int PAGE = 51;
    private static final int STEP = 20_000;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final Engine engine;
    private final HistoryQuestions questions;
    private final Random random = new Random(1);

    private HistoryBench(JdbcServer server) throws SQLException {
        var table = TestTables.people("large", Shape.HISTORY);
        engine = new Engine(server, Unique.name("bench"));
        new KeptTable(engine, table);
        BatchCost.fill(engine, "large", KEYS);
        questions = new HistoryQuestions(engine.kind, table);
    }

    /** Prints medians and 99th percentiles of each kind of question, for both engines. */
    static void run() throws SQLException {
        for (var server : List.<JdbcServer>of(TestServers.clickHouse(), TestServers.postgres())) {
            new HistoryBench(server).measure();
        }
    }

    private void measure() throws SQLException {
        time("a key's versions", () -> questions.versions(key(), Optional.empty(), PAGE));
        time("a row as of a moment", () -> questions.row(key(), moment()));
        time("how far a page looks", () -> questions.pageEnd(key(), STEP));
        time("a page as of a moment", () -> {
            var key = random.nextInt(KEYS);
            return questions.rows(moment(), List.of("" + key), List.of("" + (key + STEP / BatchCost.VERSIONS)), PAGE);
        });
        time("a page before everything", () -> {
            var key = random.nextInt(KEYS);
            return questions.rows(
                    FIRST.minusSeconds(9), List.of("" + key), List.of("" + (key + STEP / BatchCost.VERSIONS)), PAGE);
        });
    }

    private List<String> key() {
        return List.of(String.valueOf(random.nextInt(KEYS)));
    }

    private Instant moment() {
        return FIRST.plusMillis(random.nextInt(1_000 * BatchCost.VERSIONS));
    }

    private void time(String what, Supplier<Question> question) throws SQLException {
        var millis = new ArrayList<Double>();
        for (var index = 0; index < QUESTIONS; index++) {
            var start = System.nanoTime();
            ask(question.get());
            millis.add((System.nanoTime() - start) / 1e6);
        }
        millis.sort(null);
        System.out.printf(
                "%-12s %,d versions, %s: median %.0f ms, p99 %.0f ms%n",
                engine.kind.name(), VERSIONS, what, millis.get(QUESTIONS / 2), millis.get(QUESTIONS * 99 / 100));
    }

    private void ask(Question question) throws SQLException {
        try (var statement = engine.connection().prepareStatement(question.sql())) {
            for (var index = 0; index < question.parameters().size(); index++) {
                statement.setString(index + 1, question.parameters().get(index));
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getString(1);
                }
            }
        }
    }
}
