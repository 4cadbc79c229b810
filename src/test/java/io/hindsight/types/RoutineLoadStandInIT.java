package io.hindsight.types;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.Hindsight;
import io.hindsight.observe.Scrape;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.RoutineLoadInMySql;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The statement for StarRocks' own reading of a topic makes of Debezium's messages the rows that an apply route makes of
 * them, for every type that StarRocks keeps; on a MySQL in StarRocks' place, which proves nothing of StarRocks' own.
 */
class RoutineLoadStandInIT {

    /**
     * More digits or bytes than StarRocks keeps, a shape, the largest FLOAT, which MySQL in its place refuses, and 64 bits,
     * for which it has another type.
     */
    private static final Set<String> LEFT_OUT =
            Set.of("dec_widest", "dec_long", "medium_blob", "shape", "spot", "single", "bit64");

    private final String database = Unique.name("routine");
    private final List<TypeColumn> columns = TypeColumn.ALL.stream()
            .filter(column -> !LEFT_OUT.contains(column.name()) && !column.isGenerated())
            .toList();

    @TempDir
    private Path directory;

    @Test
    void whatStarRocksReadsIsWhatARouteApplies() throws Exception {
        TestServers.starRocks().execute("CREATE DATABASE " + database);
        createSource();
        insert(0);
        var settings = settings();
        try (var pipeline = Pipeline.startServed(settings)) {
            assertThat(pipeline.context().getRoute("apply-loaded-starrocks")).isNull();
            await().untilAsserted(() -> assertThat(rows("applied"))
                    .as(() -> "dead letters: " + RoundTrip.deadLetters(database))
                    .hasSize(TypeColumn.rows()));
            insert(1000);
            change();
            await().untilAsserted(() -> assertThat(rows("applied"))
                    .as(() -> "dead letters: " + RoundTrip.deadLetters(database))
                    .hasSize(2 * TypeColumn.rows()));
            await().untilAsserted(() -> assertThat(Rows.of(
                            TestServers.starRocks(), database, "SELECT count(*) FROM applied_rows WHERE is_deleted"))
                    .containsExactly("3"));
            jobIsWatched(pipeline, settings);
        }
        var messages =
                new ArrayList<>(TestTopic.read(
                                TestServers.kafka(),
                                database + "." + database + ".every_type",
                                4 * TypeColumn.rows() + 8)
                        .stream()
                        .map(ConsumerRecord::value)
                        .toList());
        // late, doubled, out of order: the newest wins
        messages.addAll(List.copyOf(messages.subList(0, messages.size() / 2)));
        Collections.shuffle(messages, new Random(7));
        read(routineLoad(settings, "print"), messages);
        assertThat(rows("loaded")).containsExactlyInAnyOrderElementsOf(rows("applied"));
        assertThat(Rows.of(
                        TestServers.starRocks(),
                        database,
                        "SELECT count(*) FROM loaded_rows l JOIN applied_rows a ON a.id = l.id AND a.is_deleted ="
                                + " l.is_deleted AND a.commit_ts = l.commit_ts AND a.change_seq = l.change_seq"))
                .containsExactly(String.valueOf(2 * TypeColumn.rows() + 3));
    }

    private void createSource() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + database,
                        "CREATE TABLE " + database + ".every_type (id INT PRIMARY KEY, "
                                + columns.stream()
                                        .map(column -> "`" + column.name() + "` " + column.type())
                                        .collect(Collectors.joining(", "))
                                + ")");
    }

    private void insert(int base) {
        var statements = new ArrayList<String>();
        for (var row = 0; row < TypeColumn.rows(); row++) {
            var at = row;
            statements.add("INSERT INTO " + database + ".every_type VALUES (" + (base + row) + ", "
                    + columns.stream().map(column -> column.literal(at)).collect(Collectors.joining(", ")) + ")");
        }
        TestServers.mySql().execute(statements.toArray(String[]::new));
    }

    private void change() {
        TestServers.mySql()
                .execute(
                        "UPDATE " + database + ".every_type SET words = 'changed', tiny = 1",
                        "UPDATE " + database + ".every_type SET id = 5000 WHERE id = 1000",
                        "UPDATE " + database + ".every_type SET id = 1000 WHERE id = 5000",
                        "INSERT INTO " + database + ".every_type (id) VALUES (7000), (7001)",
                        "DELETE FROM " + database + ".every_type WHERE id >= 7000");
    }

    private Map<String, String> settings() {
        var settings = Pipeline.settings(database, List.of("starrocks"));
        for (var table : List.of("applied", "loaded")) {
            settings.put("hindsight.table." + table + ".source", database + ".every_type");
            settings.put("hindsight.table." + table + ".keep", "current");
        }
        settings.put("hindsight.table.loaded.routine-load", "starrocks");
        settings.put("hindsight.http.port", String.valueOf(Http.onFreePort().port()));
        settings.put("hindsight.warehouse.starrocks.kafka", "sasl.username:loader, sasl.password:planted-secret");
        return settings;
    }

    /** Health says what the job does; the command makes and steers it. */
    private void jobIsWatched(Pipeline pipeline, Map<String, String> settings) throws IOException {
        TestServers.starRocks()
                .execute("CREATE TABLE " + database + ".jobs (Name varchar(64) PRIMARY KEY, State varchar(20),"
                        + " ReasonOfStateChanged text, Progress text, LatestSourcePosition text, Statistic text)");
        var check = "routine-load-loaded-starrocks: ";
        awaitProblem(
                pipeline, check + "there is no job " + database + "_loaded; hindsight routine-load create makes it");
        assertThat(command(settings, "status")).containsPattern("loaded +starrocks +NONE +\\? +\\?");
        assertThat(routineLoad(settings, "create")).contains(database + "_loaded created");
        assertThat(routineLoad(settings, "create")).contains("is there already: NEED_SCHEDULE");
        await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
        assertThat(routineLoad(settings, "resume")).contains("_loaded is NEED_SCHEDULE already");
        assertThat(routineLoad(settings, "pause")).contains("_loaded paused");
        assertThat(routineLoad(settings, "pause")).contains("_loaded is PAUSED already");
        awaitProblem(pipeline, check + "the job " + database + "_loaded is PAUSED");
        assertThat(command(settings, "status")).containsPattern("loaded +starrocks +PAUSED +\\? +\\?");
        assertThat(routineLoad(settings, "alter")).contains("altered");
        assertThat(routineLoad(settings, "resume")).contains("resumed");
        assertThat(routineLoad(settings, "status")).contains(database + "_loaded is RUNNING");
        isMeasured(settings);
        assertThat(routineLoad(settings, "stop")).contains("stopped for good");
        assertThat(routineLoad(settings, "status")).contains("_loaded is NONE");
        assertThat(routineLoad(settings, "resume")).contains("_loaded is NONE; hindsight routine-load create makes it");
    }

    /** What the job says of itself is in the status and the metrics, without being asked for them. */
    private void isMeasured(Map<String, String> settings) {
        Rows.execute(
                TestServers.starRocks(),
                database,
                "UPDATE jobs SET Progress = '{\"0\":\"9\",\"1\":\"OFFSET_ZERO\"}', LatestSourcePosition ="
                        + " '{\"0\":\"12\",\"1\":\"3\"}', Statistic = '{\"loadedRows\":1010}'");
        await().untilAsserted(() ->
                assertThat(command(settings, "status")).containsPattern("loaded +starrocks +RUNNING +1,010 +5"));
        var job = Map.of("table", database + ".every_type", "target", "loaded", "warehouse", "starrocks");
        var metrics =
                Scrape.of(new Http(Integer.parseInt(settings.get("hindsight.http.port"))).get("/observe/metrics"));
        assertThat(metrics.samples("hindsight_routine_load_state").filter(sample -> sample.has(job)))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels()).containsEntry("state", "RUNNING"));
        assertThat(metrics.value("hindsight_routine_load_lag_changes", job)).hasValue(5);
        assertThat(metrics.value("hindsight_routine_load_rows", job)).hasValue(1010);
        assertThat(metrics.samples("hindsight_apply_lag_changes").filter(sample -> sample.has(job)))
                .as("no route applies it")
                .isEmpty();
    }

    private static void awaitProblem(Pipeline pipeline, String problem) {
        await().untilAsserted(() -> assertThat(pipeline.problems()).anyMatch(said -> said.startsWith(problem)));
    }

    private String routineLoad(Map<String, String> settings, String action) throws IOException {
        return command(settings, "routine-load", action);
    }

    private String command(Map<String, String> settings, String... command) throws IOException {
        var file = directory.resolve("application.properties");
        var properties = new Properties();
        properties.putAll(settings);
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        var said = new StringWriter();
        Hindsight.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(Stream.concat(Stream.of(command), Stream.of("--config", file.toString()))
                        .toArray(String[]::new));
        assertThat(said.toString()).doesNotContain("planted-secret");
        return said.toString();
    }

    private void read(String printed, List<byte[]> messages) throws SQLException {
        var job = new RoutineLoadInMySql(printed.replaceFirst("^--.*\n", "").strip());
        var server = TestServers.starRocks();
        try (var mySql = DriverManager.getConnection(
                server.jdbcUrl(database).replace("stand-in:", ""), server.username(), server.password())) {
            for (var message : messages) {
                job.read(mySql, message);
            }
        }
    }

    /** JSON is compared as JSON: a route writes it anew, StarRocks takes it as it comes. */
    private List<String> rows(String table) {
        var selected = columns.stream()
                .map(column -> column.type().equals("JSON") ? "CAST(" + column.name() + " AS JSON)" : column.name())
                .map(column -> "md5(CAST(" + column + " AS CHAR))")
                .collect(Collectors.joining(", "));
        return Rows.of(TestServers.starRocks(), database, "SELECT id, " + selected + " FROM " + table);
    }
}
