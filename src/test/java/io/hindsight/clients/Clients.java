package io.hindsight.clients;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.Hindsight;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Has the tools that people point at it work on a running pipeline, each as it comes from PyPI or Debian: promtool,
 * openapi-spec-validator, schemathesis, pandas, DuckDB, Superset, Confluent's client of Kafka, and dbt, whose incremental model must equal the full one after random changes.
 */
public final class Clients {

    private static final String NAME = "clients";
    private static final int KEYS = 40;
    private static final int ROUNDS = 4;
    private static final int CHANGES = 150;
    private static final String REFUSED = "refused";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final List<String> ALL =
            List.of("promtool", "openapi", "pandas", "retention", "avro", "superset", "dbt", "schemathesis");

    private final Http http = Http.onFreePort();
    private final Random random;
    private final Tools tools;

    private final Map<String, String> settings = new TreeMap<>();

    /** Versions that the warehouses must have. */
    private int versions;

    private Clients(long seed) {
        random = new Random(seed);
        tools = new Tools(NAME, http);
    }

    /** Runs all of them, or those that are named: {@code promtool openapi pandas retention avro superset dbt schemathesis}. */
    public static void main(String[] names) throws Exception {
        System.setProperty("servers.jvm", NAME);
        var seed = System.nanoTime();
        var wanted = names.length == 0 ? ALL : List.of(names);
        if (!ALL.containsAll(wanted)) {
            System.err.println("clients: write some of " + String.join(", ", ALL));
            System.exit(2);
        }
        System.out.println("seed " + seed);
        try {
            new Clients(seed).run(wanted);
            System.out.println("all of them pass: " + String.join(", ", wanted));
            System.exit(0);
        } catch (IllegalStateException failed) {
            System.out.println("FAILED " + failed.getMessage());
            System.exit(1);
        }
    }

    private void run(List<String> wanted) throws Exception {
        TestServers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS " + NAME,
                        "CREATE DATABASE " + NAME,
                        "CREATE TABLE " + NAME
                                + ".orders (id INT PRIMARY KEY, status VARCHAR(20), amount DECIMAL(20, 4))");
        TestServers.postgres().execute("CREATE DATABASE " + NAME);
        TestServers.clickHouse().execute("CREATE DATABASE " + NAME);
        settings.putAll(Pipeline.settings(NAME, List.of("clickhouse", "postgres")));
        settings.put("hindsight.table.orders.source", NAME + ".orders");
        settings.put("hindsight.kafka.format", "avro");
        settings.put("hindsight.kafka.registry.url", TestServers.registry().url());
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        try (var pipeline = Pipeline.startServed(settings)) {
            settle();
            change();
            var failures = new ArrayList<String>();
            for (var name : wanted) {
                try {
                    run(name);
                } catch (IllegalStateException | AssertionError failure) {
                    failures.add(name + ": " + failure.getMessage());
                }
            }
            if (!failures.isEmpty()) {
                throw new IllegalStateException(String.join("; ", failures));
            }
            await("the pipeline, after all that")
                    .untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
        }
    }

    private void run(String client) throws Exception {
        switch (client) {
            case "promtool" -> tools.promtool();
            case "openapi" -> tools.openapi();
            case "schemathesis" -> schemathesis();
            case "pandas" -> tools.python("src/test/clients/read_by_pandas.py");
            case "retention" -> tools.python("src/test/clients/retention_by_duckdb.py");
            case "avro" -> tools.python("src/test/clients/read_avro.py");
            case "superset" -> superset();
            case "dbt" -> dbt();
            default -> throw new IllegalArgumentException("no client is called " + client);
        }
    }

    /** By somebody who may read and no more, where a server's users can be made while it runs. */
    private void superset() throws Exception {
        Rows.execute(
                TestServers.postgres(),
                NAME,
                "CREATE ROLE clients_reader LOGIN PASSWORD 'clients_reader'",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO clients_reader");
        tools.superset();
    }

    /** With a dead letter; what it has paused goes on afterwards. */
    private void schemathesis() throws Exception {
        refuse();
        try {
            tools.schemathesis();
        } finally {
            for (var route : List.of("capture", "apply-orders-clickhouse", "apply-orders-postgres")) {
                post("/api/routes/" + route + "/resume", "{}");
            }
        }
    }

    /** Each run is asked for what has changed since the one before; one that a late change comes between, for everything. */
    private void dbt() throws Exception {
        var since = "";
        for (var round = 0; round < ROUNDS; round++) {
            if (round > 0) {
                change();
            }
            if (round == 2) {
                refuse();
            }
            if (round == 3) {
                replay();
                since = "";
            }
            // the source's clock is this machine's
            var now = MOMENT.format(Instant.now().minus(Duration.ofSeconds(2)));
            for (var target : List.of("postgres", "clickhouse")) {
                tools.dbt("run", target, "--vars", "{since: '" + since + "'}");
                tools.dbt("test", target);
            }
            since = now;
        }
        // a model that is a view stands on the table, and a column becomes wider
        TestServers.mySql().execute("ALTER TABLE " + NAME + ".orders MODIFY amount DECIMAL(30, 6)");
        change();
        assertThat(Rows.of(TestServers.postgres(), NAME, "SELECT count(*) FROM marts.orders_view"))
                .isNotEmpty();
        dbtSources();
        System.out.println("dbt: the incremental model equals the full one after " + versions + " versions");
    }

    /** What the program writes for dbt is a project of its own. */
    private void dbtSources() throws Exception {
        var file = Files.createTempFile("hindsight", ".properties");
        Files.write(
                file,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
        for (var target : List.of("postgres", "clickhouse")) {
            var project = Tools.emptyProject("sources-" + target);
            assertThat(Hindsight.commandLine()
                            .execute(
                                    "dbt",
                                    "sources",
                                    "--config",
                                    file.toString(),
                                    "--warehouse",
                                    target,
                                    "--directory",
                                    project.resolve("models/hindsight").toString()))
                    .isZero();
            // with the tests of its keys
            tools.dbt(project, "build", target);
        }
        Files.delete(file);
        var versions = "SELECT count(*) FROM orders_versions";
        assertThat(Rows.of(TestServers.postgres(), NAME, "SELECT count(*) FROM marts.orders_snapshot"))
                .isEqualTo(Rows.of(TestServers.postgres(), NAME, versions));
        assertThat(Rows.of(TestServers.clickHouse(), NAME + "_marts", "SELECT count(*) FROM orders_snapshot"))
                .isEqualTo(Rows.of(TestServers.clickHouse(), NAME, versions));
    }

    private void change() {
        var statements = new ArrayList<String>();
        for (var number = 0; number < CHANGES; number++) {
            var id = random.nextInt(KEYS);
            var gone = random.nextInt(5) == 0;
            statements.add(
                    gone
                            ? "DELETE FROM " + NAME + ".orders WHERE id = " + id
                            : "INSERT INTO " + NAME + ".orders VALUES (" + id + ", 's" + random.nextInt(9) + "', "
                                    + random.nextInt(1_000_000) + ".0001) ON DUPLICATE KEY UPDATE status = 'n" + number
                                    + "." + random.nextInt() + "', amount = " + random.nextInt() + ".25");
        }
        TestServers.mySql().execute(statements.toArray(String[]::new));
        settle();
    }

    /** Both warehouses have everything: the last change of all is there, and as many versions of the other keys. */
    private void settle() {
        versions++;
        TestServers.mySql()
                .execute("INSERT INTO " + NAME + ".orders VALUES (" + (1_000_000 + versions) + ", 'last', 0)");
        var last = "SELECT count(*) FROM orders WHERE id = " + (1_000_000 + versions);
        var all = "SELECT count(*) FROM orders WHERE status IS NULL OR status <> '" + REFUSED + "'";
        for (var server : List.of(TestServers.postgres(), TestServers.clickHouse())) {
            await().untilAsserted(() -> assertThat(Rows.of(server, NAME, last)).containsExactly("1"));
        }
        // topics have several partitions: the last message of one isn't the last of all
        await().untilAsserted(() -> assertThat(Rows.of(TestServers.postgres(), NAME, all))
                .isEqualTo(Rows.of(TestServers.clickHouse(), NAME, all)));
        await().untilAsserted(() -> assertThat(http.get("/observe/metrics").lines())
                .filteredOn(line -> line.startsWith("hindsight_apply_lag_changes{"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" 0.0")));
    }

    /** A change that PostgreSQL refuses, in the middle of others. */
    private void refuse() {
        Rows.execute(
                TestServers.postgres(),
                NAME,
                "ALTER TABLE orders_stage ADD CONSTRAINT others CHECK (status <> '" + REFUSED + "')");
        TestServers.mySql()
                .execute(
                        "REPLACE INTO " + NAME + ".orders VALUES (77, 'before', 1)",
                        "UPDATE " + NAME + ".orders SET status = '" + REFUSED + "' WHERE id = 77",
                        "UPDATE " + NAME + ".orders SET status = 'after' WHERE id = 77");
        await().untilAsserted(() -> assertThat(http.get("/api/dead-letters")).contains("\"waiting\":1"));
        Rows.execute(TestServers.postgres(), NAME, "ALTER TABLE orders_stage DROP CONSTRAINT others");
        settle();
    }

    /** It takes its place, between versions that have been there for long. */
    private void replay() {
        post("/api/dead-letters/replay", "{\"all\": true}");
        await().untilAsserted(() -> assertThat(Rows.of(
                        TestServers.postgres(), NAME, "SELECT count(*) FROM orders WHERE status = '" + REFUSED + "'"))
                .containsExactly("1"));
    }

    private void post(String path, String body) {
        http.send(HttpRequest.newBuilder(http.uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
