package io.hindsight.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.testing.Await;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.Engine;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** What the console's pages ask a large history, one question after another, by the API of the program. */
final class HistoryBench {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    /** Of each key but one, which has as many as a tenth of all others. */
    private static final int EACH = 5;

    private static final int WARM_UP = 20;
    private static final int PAGE = 50;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String warehouse;
    private final Http http;
    private final int keys;
    private final int busy;
    private final Random random = new Random(1);

    private HistoryBench(String warehouse, Http http, int versions) {
        this.warehouse = warehouse;
        this.http = http;
        this.busy = versions / 11;
        this.keys = (versions - busy) / EACH;
    }

    /** Fills a history with so many versions in each warehouse, and prints how long the console's answers take. */
    static void run(Path directory, int versions, int questions) throws Exception {
        var name = Unique.name("long");
        var http = Http.onFreePort();
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".people (id BIGINT PRIMARY KEY, name TEXT, city TEXT)");
        var engines = WAREHOUSES.stream()
                .map(warehouse -> new Engine(Pipeline.server(warehouse), name))
                .toList();
        try (var program = Program.start(directory.resolve(name), settings(name, http))) {
            Await.await().until(() -> areKept(http));
            for (var engine : engines) {
                var bench = new HistoryBench(WAREHOUSES.get(engines.indexOf(engine)), http, versions);
                new Filling(0, bench.keys, EACH).of(engine, "people");
                new Filling(bench.keys, 1, bench.busy).of(engine, "people");
                System.out.printf(
                        "history      %-10s %.0f MB on disk for each million versions%n",
                        bench.warehouse, bytes(engine) / versions);
                bench.measure(questions);
            }
            System.out.printf("history      peak memory of the program %d MB%n", program.peakMegabytes());
        }
    }

    /** Indexes among them. */
    private static double bytes(Engine engine) throws SQLException {
        var sql = engine.dialect.name().equals("clickhouse")
                ? "SELECT sum(bytes_on_disk) FROM system.parts WHERE database = currentDatabase() AND active"
                : "SELECT pg_total_relation_size('people')";
        try (var statement = engine.connection().createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    private static Map<String, String> settings(String name, Http http) {
        var settings = Pipeline.settings(name, WAREHOUSES);
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        settings.put("hindsight.table.people.source", name + ".people");
        return settings;
    }

    private static boolean areKept(Http http) {
        try {
            var histories = JSON.readTree(http.get("/api/histories"));
            return histories.size() == WAREHOUSES.size()
                    && histories.findValues("keys").stream().noneMatch(keys -> keys.isEmpty());
        } catch (IOException | RuntimeException notYet) {
            return false;
        }
    }

    private void measure(int questions) throws Exception {
        time(questions, "a key's versions", EACH, () -> "versions?key=" + key());
        time(questions, "the busiest key's versions", PAGE, () -> "versions?key=" + keys);
        time(questions, "its versions, deep", PAGE, () -> "versions?key=%d&before=%032x"
                .formatted(keys, PAGE + within(busy - PAGE)));
        time(questions, "a row as of a moment", 1, () -> "row?key=" + key() + "&at=" + moment(EACH));
        time(questions, "the busiest row as of a moment", 1, () -> "row?key=" + keys + "&at=" + moment(busy));
        time(questions, "the first page as of a moment", PAGE, () -> "rows?at=" + moment(EACH));
        time(questions, "a page deep in the table", PAGE, () -> page(within(keys - PAGE), moment(EACH)));
        time(questions, "a page with the busiest key", 10, () -> page(keys - 10, moment(busy)));
        time(
                Math.min(10, questions),
                "a page before everything",
                0,
                () -> page(within(keys / 2), FIRST.minusSeconds(1)));
    }

    private int within(int bound) {
        return random.nextInt(bound);
    }

    private int key() {
        return within(keys);
    }

    private Instant moment(int seconds) {
        return FIRST.plusMillis((long) (random.nextDouble() * seconds * 1_000));
    }

    /** The one after a key: the API gives its place in the page before. */
    private static String page(int after, Instant at) {
        var place = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("[\"%d\"]".formatted(after).getBytes(UTF_8));
        return "rows?after=" + place + "&at=" + at;
    }

    private void time(int questions, String what, int rows, Supplier<String> question) throws IOException {
        var millis = new ArrayList<Double>();
        for (var index = -Math.min(WARM_UP, questions); index < questions; index++) {
            var start = System.nanoTime();
            ask(question.get(), rows);
            if (index >= 0) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        millis.sort(null);
        System.out.printf(
                "history      %-10s %-30s p50 %.0f ms, p95 %.0f ms, max %.0f ms%n",
                warehouse,
                what,
                millis.get(questions / 2),
                millis.get(questions * 95 / 100),
                millis.get(questions - 1));
    }

    private void ask(String question, int rows) throws IOException {
        var answer = http.send(HttpRequest.newBuilder(http.uri("/api/histories/people/" + warehouse + "/" + question))
                .build());
        var found = JSON.readTree(answer.body());
        if (answer.statusCode() != 200
                || found.path(question.startsWith("versions") ? "versions" : "rows")
                                .size()
                        != rows) {
            throw new IllegalStateException(warehouse + ", " + question + ": " + rows + " expected, not " + found);
        }
    }
}
