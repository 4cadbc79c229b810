package io.hindsight.kills;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.Http;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import io.hindsight.testing.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that accept connections and answer nothing, while nothing happens and while changes come: each is named, the
 * others go on, people get answers, and all goes on when it comes back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HangIT {

    private static final Duration NOTICED = Duration.ofSeconds(10);
    private static final Duration ANSWERED = Duration.ofSeconds(2);

    private final Http http = Http.onFreePort();
    private MySqlServer mySql;
    private KafkaServer kafka;
    private ClickHouseServer clickHouse;
    private PostgresServer postgres;
    private Program program;
    private Path directory;
    private Map<String, String> settings;
    private int notes;

    @BeforeAll
    void run(@TempDir Path home) {
        directory = home;
        mySql = MySqlServer.start(home.resolve("mysql"));
        kafka = KafkaServer.start(home.resolve("kafka"));
        clickHouse = ClickHouseServer.start(home.resolve("clickhouse"));
        postgres = PostgresServer.start(home.resolve("postgres"));
        mySql.execute("CREATE DATABASE shop", "CREATE TABLE shop.notes (id INT PRIMARY KEY)");
        clickHouse.execute("CREATE DATABASE dw");
        postgres.execute("CREATE DATABASE dw");
        settings = new TreeMap<>(Map.of(
                "hindsight.name", "hang",
                "hindsight.source.hostname", "127.0.0.1",
                "hindsight.source.port", String.valueOf(mySql.port()),
                "hindsight.source.username", mySql.username(),
                "hindsight.source.password", mySql.password(),
                "hindsight.kafka.brokers", kafka.bootstrapServers(),
                "hindsight.http.port", String.valueOf(http.port()),
                "hindsight.table.notes.source", "shop.notes"));
        warehouse("clickhouse", clickHouse);
        warehouse("postgres", postgres);
        program = Program.start(home.resolve("program"), settings, "run");
        note();
        awaitNotes(Duration.ofMinutes(5), clickHouse, postgres);
        awaitUp(Duration.ofMinutes(1));
    }

    private void warehouse(String name, JdbcServer server) {
        settings.put("hindsight.warehouse." + name + ".url", server.jdbcUrl("dw"));
        settings.put("hindsight.warehouse." + name + ".username", server.username());
        settings.put("hindsight.warehouse." + name + ".password", server.password());
    }

    @AfterAll
    void stop() throws Exception {
        program.terminate();
        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).doesNotContain("blocked", "Exception", "\tat ");
        program.close();
        List.of(mySql, kafka, clickHouse, postgres)
                .forEach(server -> server.process().kill());
    }

    @Test
    void clickHouseHangs() throws Exception {
        whileFrozen(clickHouse, "warehouse-clickhouse", postgres);
    }

    @Test
    void postgreSqlHangs() throws Exception {
        whileFrozen(postgres, "warehouse-postgres", clickHouse);
    }

    @Test
    void kafkaHangs() throws Exception {
        whileFrozen(kafka, "\"kafka\"");
    }

    @Test
    void mySqlHangs() throws Exception {
        whileFrozen(mySql, "\"source\"");
    }

    /** The quiet half is over when the hang is noticed; then changes come, but for the source's. */
    private void whileFrozen(Server server, String check, JdbcServer... others) throws Exception {
        server.freeze();
        try {
            awaitDown(check);
            if (server != mySql) {
                note();
            }
            awaitNotes(NOTICED, others);
            peopleGetAnswers();
        } finally {
            server.thaw();
        }
        if (server == mySql) {
            note();
        }
        awaitNotes(NOTICED, clickHouse, postgres);
        awaitUp(NOTICED);
    }

    private void peopleGetAnswers() throws Exception {
        for (var path : List.of(
                "/observe/health",
                "/observe/health/live",
                "/observe/metrics",
                "/api/flow",
                "/api/histories",
                "/api/histories/notes/clickhouse/rows",
                "/api/histories/notes/postgres/rows",
                "/api/dead-letters")) {
            var asked = Instant.now();
            http.get(path);
            assertThat(Duration.between(asked, Instant.now())).as(path).isLessThan(ANSWERED);
        }
        var asked = Instant.now();
        try (var status = Program.start(directory.resolve("status"), settings, "status")) {
            assertThat(status.exitCode()).as(status.output()).isEqualTo(1);
            assertThat(status.output()).contains("is DOWN");
        }
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(12));
    }

    private void awaitDown(String check) {
        await().atMost(NOTICED).ignoreExceptions().untilAsserted(() -> assertThat(checks())
                .anyMatch(one -> one.contains(check) && one.contains("DOWN")));
    }

    private List<String> checks() {
        return List.of(http.get("/observe/health").split("\\},\\{"));
    }

    private void awaitUp(Duration limit) {
        await().atMost(limit).ignoreExceptions().untilAsserted(() -> assertThat(http.get("/observe/health"))
                .contains("\"status\":\"UP\"")
                .doesNotContain("DOWN"));
    }

    private void note() {
        mySql.execute("INSERT INTO shop.notes VALUES (" + notes++ + ")");
    }

    private void awaitNotes(Duration limit, JdbcServer... warehouses) {
        for (var warehouse : warehouses) {
            await().atMost(limit).ignoreExceptions().untilAsserted(() -> assertThat(
                            Rows.of(warehouse, "dw", "SELECT count(*) FROM notes"))
                    .as(program.output())
                    .containsExactly(String.valueOf(notes)));
        }
    }
}
