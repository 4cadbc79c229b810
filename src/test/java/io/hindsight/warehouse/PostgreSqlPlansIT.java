package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL reads for each question about a history: no more than the question is bounded by. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgreSqlPlansIT {

    private static final int VERSIONS = 300_000;
    private static final int OF_THE_BUSIEST = VERSIONS / 10;
    private static final int PAGE = 50;
    private static final int STEP = 20_000;
    private static final Instant MOMENT = Instant.parse("2026-01-01T00:00:02Z");
    private static final Instant BEFORE_ALL = MOMENT.minusSeconds(9);
    private static final Optional<String> SEQ = Optional.of(String.format("%032x", OF_THE_BUSIEST / 2));

    private final Engine engine = new Engine(TestServers.postgres(), Unique.name("plans"));
    private Connection connection;

    @BeforeAll
    void fill() throws SQLException {
        new KeptTable(engine, TestTables.people("people", KeepMode.HISTORY));
        HistoryAnswers.streets(engine);
        fill("people (id", "n / 5", VERSIONS);
        fill("streets (city, no", "'city ' || n / 500, n / 5 % 100", VERSIONS);
        fill("people (id", "-1", OF_THE_BUSIEST);
        fill("streets (city, no", "'busy', 7", OF_THE_BUSIEST);
    }

    @BeforeAll
    void connect() throws SQLException {
        var properties = new Properties();
        properties.putAll(engine.dialect.questionProperties());
        properties.setProperty("user", TestServers.postgres().username());
        properties.setProperty("password", TestServers.postgres().password());
        connection = DriverManager.getConnection(engine.url, properties);
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    private void fill(String keys, String values, int versions) throws SQLException {
        try (var statement = engine.connection().createStatement()) {
            statement.execute("INSERT INTO " + keys
                    + ", name, effective_start_ts, effective_end_ts, is_current, op_type, change_seq) SELECT " + values
                    + ", 'name', timestamptz '2026-01-01 00:00:00Z' + make_interval(secs => n % 5), CASE WHEN n % 5 < 4"
                    + " THEN timestamptz '2026-01-01 00:00:01Z' + make_interval(secs => n % 5) END, n % 5 = 4, 'u',"
                    + " lpad(to_hex(n + 1), 32, '0') FROM generate_series(0, " + (versions - 1) + ") AS n");
            statement.execute("VACUUM ANALYZE " + keys.split(" ")[0]);
        }
    }

    /** PostgreSQL plans for the values it is asked with, and for any, once a statement has come a few times. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void noQuestionReadsMoreThanItIsBoundedBy(String mode) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = " + mode);
        }
        readsLittle(
                new HistoryQuestions(engine.dialect, TestTables.people("people", KeepMode.HISTORY)),
                List.of("30000"),
                List.of("-1"));
        readsLittle(
                new HistoryQuestions(engine.dialect, HistoryAnswers.STREETS),
                List.of("city 30", "7"),
                List.of("busy", "7"));
    }

    private void readsLittle(HistoryQuestions questions, List<String> key, List<String> busiest) throws SQLException {
        assertThat(read(questions.versions(key, Optional.empty(), PAGE))).isBetween(1, PAGE);
        assertThat(read(questions.versions(busiest, Optional.empty(), PAGE))).isBetween(1, PAGE);
        assertThat(read(questions.versions(busiest, SEQ, PAGE))).isBetween(1, PAGE);
        assertThat(read(questions.row(key, MOMENT))).isBetween(1, 5);
        assertThat(read(questions.row(busiest, BEFORE_ALL))).isEqualTo(OF_THE_BUSIEST);
        for (var after : List.of(key, busiest)) {
            var pageEnd = questions.pageEnd(after, STEP);
            assertThat(read(pageEnd)).isBetween(1, STEP + 1);
            var end = run(pageEnd, "");
            assertThat(read(questions.rows(MOMENT, after, end, Optional.empty(), PAGE)))
                    .isBetween(1, STEP + 1);
            assertThat(read(questions.rows(BEFORE_ALL, after, end, Optional.empty(), PAGE)))
                    .isBetween(STEP, STEP + 5);
        }
    }

    /** The most versions that a step of the plan has read, when the question is asked. */
    private int read(Question question) throws SQLException {
        try {
            var plan = run(question, "EXPLAIN (ANALYZE, FORMAT JSON) ").get(0);
            var read = most(new ObjectMapper().readTree(plan).path(0).path("Plan"));
            assertThat(plan).as(question.text()).doesNotContain("Seq Scan");
            return read;
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static int most(JsonNode step) {
        var most = step.path("Actual Loops").asInt()
                * (step.path("Actual Rows").asInt()
                        + step.path("Rows Removed by Filter").asInt()
                        + step.path("Rows Removed by Index Recheck").asInt());
        for (var before : step.path("Plans")) {
            most = Math.max(most, most(before));
        }
        return most;
    }

    /** The first row. */
    private List<String> run(Question question, String how) throws SQLException {
        var parameters = question.parameters();
        var numbered = question.sql();
        for (var index = 1; index <= parameters.size(); index++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + index);
        }
        try (var statement = connection.createStatement()) {
            statement.execute("PREPARE question" + list(parameters, value -> "text") + " AS " + numbered);
            try (var rows =
                    statement.executeQuery(how + "EXECUTE question" + list(parameters, engine.dialect::literal))) {
                rows.next();
                var row = new ArrayList<String>();
                for (var index = 1; index <= rows.getMetaData().getColumnCount(); index++) {
                    row.add(rows.getString(index));
                }
                return row;
            } finally {
                statement.execute("DEALLOCATE question");
            }
        }
    }

    private static String list(List<String> parameters, UnaryOperator<String> each) {
        return parameters.isEmpty() ? "" : parameters.stream().map(each).collect(Collectors.joining(", ", " (", ")"));
    }
}
