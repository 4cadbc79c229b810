package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What PostgreSQL reads for a batch: what the batch asks for, whatever it takes the tables for. */
class PostgreSqlBatchPlansIT {

    private static final int KEYS = 30_000;
    private static final int BATCH = 1_000;
    private static final int TRUNCATES = 1_000;

    /** What earlier batches have left in the stage, and no vacuum has been at. */
    private static final int DEAD = 250_000;

    /** Statements that make what PostgreSQL knows of a history, as of when it last looked. */
    private enum Known {
        OF_A_YOUNG_HISTORY(
                versions("0", 40_000, 40_050), "ANALYZE people", versions("n - 50000", 50_000, 50_000 + KEYS)),
        OF_AN_OLD_HISTORY(versions("n - 50000", 50_000, 50_000 + KEYS), "ANALYZE people"),
        OF_A_SKEWED_HISTORY(
                versions("0", 10_000, 49_999), versions("n - 50000", 50_000, 50_000 + KEYS), "ANALYZE people");

        private final List<String> statements;

        Known(String... statements) {
            this.statements = List.of(statements);
        }
    }

    /** Of the stage. */
    private enum Seen {
        EMPTIED(staged("dead", DEAD), "DELETE FROM %s_stage", "ANALYZE %1$s_stage"),
        FULL(staged("dead", DEAD), "ANALYZE %s_stage", "DELETE FROM %s_stage");

        private final List<String> statements;

        Seen(String... statements) {
            this.statements = List.of(statements);
        }
    }

    private static String versions(String key, int first, int last) {
        return "INSERT INTO people (id, name, effective_start_ts, effective_end_ts, is_current, op_type, change_seq) SELECT "
                + key + ", 'name', timestamptz '2026-01-01 00:00:00Z' + make_interval(secs => n), NULL, true, 'u',"
                + " lpad(to_hex(n), 32, '0') FROM generate_series(" + first + ", " + last + ") AS n";
    }

    private static String staged(String batch, int rows) {
        return "INSERT INTO %s_stage (batch_id, id, name, op_type, commit_ts, change_seq) SELECT '" + batch + "', "
                + "CAST(n AS bigint) * " + KEYS + " / " + rows + ", 'new', 'u', timestamptz '2026-06-01 00:00:00Z',"
                + " lpad(to_hex(1000000 + n), 32, '0') FROM generate_series(0, " + (rows - 1) + ") AS n";
    }

    private static Stream<Arguments> known() {
        return Stream.of(Known.values())
                .flatMap(known -> Stream.of(Seen.values()).map(seen -> Arguments.of(known, seen)));
    }

    @ParameterizedTest
    @MethodSource("known")
    void aBatchOfAHistoryReadsWhatItAsksFor(Known known, Seen seen) throws SQLException {
        var engine = new Engine(TestServers.postgres(), Unique.name("plans"));
        var statements = make(engine, "people", KeepMode.HISTORY, seen);
        try (var statement = engine.connection().createStatement()) {
            for (var sql : known.statements) {
                statement.execute(sql);
            }
            readsLittle(statement, statements);
        }
    }

    @ParameterizedTest
    @EnumSource(Seen.class)
    void aBatchOfTheLatestRowsReadsWhatItAsksFor(Seen seen) throws SQLException {
        var engine = new Engine(TestServers.postgres(), Unique.name("plans"));
        var statements = make(engine, "latest", KeepMode.CURRENT, seen);
        try (var statement = engine.connection().createStatement()) {
            statement.execute("INSERT INTO latest_rows (id, name, commit_ts, change_seq, is_deleted) SELECT n, 'name',"
                    + " timestamptz '2026-01-01 00:00:00Z', lpad(to_hex(50000), 32, '0'), false FROM generate_series(0, "
                    + KEYS + ") AS n");
            readsLittle(statement, statements);
        }
    }

    /** Autovacuum could look at the tables again in the midst of it. */
    private static Statements make(Engine engine, String target, KeepMode keep, Seen seen) throws SQLException {
        var table = TestTables.people(target, keep);
        new KeptTable(engine, table);
        try (var statement = engine.connection().createStatement()) {
            for (var each : List.of(engine.dialect.rows(table), target + "_stage", "hindsight_truncates")) {
                statement.execute("ALTER TABLE " + each + " SET (autovacuum_enabled = off)");
            }
            for (var sql : seen.statements) {
                statement.execute(sql.formatted(target));
            }
            statement.execute("INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts) SELECT '" + target
                    + "', lpad(to_hex(n), 32, '0'), '2025-01-01' FROM generate_series(1, " + TRUNCATES + ") AS n");
            statement.execute(staged("batch", BATCH).formatted(target));
        }
        return Statements.of(engine.dialect, table);
    }

    /** PostgreSQL plans for the batch that it is asked for, and for any, once a statement has come a few times. */
    private static void readsLittle(Statement statement, Statements statements) throws SQLException {
        for (var plan : plans(statement, statements.apply())) {
            assertThat(readingMore(plan, 3 * BATCH)).isEmpty();
            // the primary key is gone through for the anchor, the versions behind it, and twice to write
            assertThat(pages(plan)).as("pages").isLessThan(40 * BATCH);
            assertThat(pagesOfStage(plan)).as("pages of the stage").isLessThan(BATCH);
        }
        for (var plan : plans(statement, statements.clear())) {
            assertThat(pages(plan)).as("pages to clear").isLessThan(3 * BATCH);
        }
        // which concerns all keys
        for (var plan : plans(statement, statements.stageTruncate())) {
            assertThat(readingMore(plan, 3 * KEYS)).isEmpty();
        }
    }

    /** The last of the statements, run and explained, as often as it takes PostgreSQL to choose between the two. */
    private static List<JsonNode> plans(Statement statement, String statements) throws SQLException {
        var last = statements.lastIndexOf(";\n") + 1;
        statement.execute("PREPARE batch (text) AS "
                + statements
                        .substring(last)
                        .replace(":#batch", "$1")
                        .replace(":#at", "'2026-05-01'")
                        .replace(":#seq", "lpad('fffff', 32, '0')"));
        var plans = new ArrayList<JsonNode>();
        for (var times = 0; times < 7; times++) {
            statement.execute("BEGIN;" + statements.substring(0, last));
            try (var rows = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE batch ('batch')")) {
                rows.next();
                plans.add(new ObjectMapper().readTree(rows.getString(1)).path(0).path("Plan"));
            } catch (JsonProcessingException impossible) {
                throw new AssertionError(impossible);
            }
            statement.execute("ROLLBACK");
        }
        statement.execute("DEALLOCATE batch");
        return plans;
    }

    private static int pages(JsonNode plan) {
        return plan.path("Shared Hit Blocks").asInt()
                + plan.path("Shared Read Blocks").asInt();
    }

    private static int pagesOfStage(JsonNode step) {
        var pages = step.path("Relation Name").asText().endsWith("_stage") ? pages(step) : 0;
        for (var before : step.path("Plans")) {
            pages += pagesOfStage(before);
        }
        return pages;
    }

    /** The steps that look at more rows, all rounds of a loop together. */
    private static List<String> readingMore(JsonNode step, int rows) {
        var read = step.path("Actual Loops").asDouble()
                * (step.path("Actual Rows").asDouble()
                        + step.path("Rows Removed by Filter").asDouble()
                        + step.path("Rows Removed by Join Filter").asDouble()
                        + step.path("Rows Removed by Index Recheck").asDouble());
        var reading = new ArrayList<String>();
        if (read > rows) {
            reading.add("%s of %s: %.0f rows"
                    .formatted(
                            step.path("Node Type").asText(),
                            step.path("CTE Name")
                                    .asText(step.path("Relation Name").asText()),
                            read));
        }
        step.path("Plans").forEach(before -> reading.addAll(readingMore(before, rows)));
        return reading;
    }
}
