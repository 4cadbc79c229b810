package io.hindsight.access;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planted passwords, and row values in good, refused and unreachable places: nothing that the program says tells them. */
class SecretsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "planted-password";
    private static final String VALUE = "planted-value";
    private static final String FORGET = "forget people " + VALUE + "-key";
    private static final List<String> COMMANDS = List.of(
            "status",
            "status --json",
            "validate",
            "ddl",
            "check",
            "dead-letters list",
            "dead-letters show",
            "dead-letters show --json",
            "dead-letters replay",
            FORGET,
            FORGET + " too many");

    private final String name = Unique.name("secrets");
    private final Http http = Http.onFreePort();
    private final Http hawtio = Http.onFreePort();

    @TempDir
    private Path directory;

    @Test
    void nothingTellsThem() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".people (k VARCHAR(50) PRIMARY KEY, v VARCHAR(50))",
                        "INSERT INTO " + name + ".people VALUES ('" + VALUE + "-key', '" + VALUE + "')",
                        "INSERT INTO " + name + ".people VALUES ('" + VALUE + "-refused', CONCAT('" + VALUE
                                + "', CHAR(0)))",
                        "CREATE USER " + name + " IDENTIFIED BY '" + PASSWORD + "-mysql'",
                        "GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO "
                                + name);
        TestServers.postgres()
                .execute(
                        "CREATE ROLE " + name + " LOGIN PASSWORD '" + PASSWORD + "-postgres'",
                        "CREATE DATABASE " + name + " OWNER " + name);
        try (var program = Program.start(directory, settings(), "run", "--hawtio")) {
            awaitRowsAndDeadLetter(program);
            TestServers.mySql().execute("UPDATE " + name + ".people SET v = '" + VALUE + "-2'");
            program.awaitOutput("broken");
            TestServers.mySql().execute("DELETE FROM " + name + ".people WHERE k = '" + VALUE + "-key'");
            var said = new TreeMap<String, String>();
            said.put("log", program.output());
            said.put("health", get("/observe/health?data=true&stackTrace=true&exposureLevel=full"));
            said.put("metrics", get("/observe/metrics"));
            said.put("arguments", Files.readString(Path.of("/proc/" + program.pid() + "/cmdline")));
            said.put("jmx", jmx());
            for (var command : COMMANDS) {
                said.put(command, output(command));
            }
            Rows.execute(TestServers.postgres(), name, "DELETE FROM people");
            // the keys that differ are what it is asked for
            said.put(
                    "check of keys",
                    output("check --warehouse postgres").replaceAll(VALUE + "-(key|refused)", "a key"));
            program.terminate();
            assertThat(program.exitCode()).isZero();
            said.put("log to its end", program.output());
            assertThat(said.get("health")).contains("DOWN", "dead-letter-topic");
            assertThat(said.get("jmx")).contains("connector-metrics", "TotalNumberOfEventsSeen");
            assertThat(said.get("check")).contains("can't compare");
            assertThat(said.get("check of keys")).contains("1 missing", "k=a key");
            assertThat(said.get("dead-letters show")).contains("(hidden)");
            assertThat(said.get(FORGET))
                    .contains("rows removed", "broken: people can't be reached", "the source hasn't it");
            assertThat(said).allSatisfy((where, text) -> assertThat(text)
                    .as(where)
                    .isNotEmpty()
                    .doesNotContain(
                            PASSWORD,
                            VALUE,
                            Base64.getEncoder().encodeToString(VALUE.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotSaid() throws Exception {
        var settings = settings();
        settings.put("hindsight.warehouse.broken.url", "jdbc:clickhouse://user:" + PASSWORD + "@127.0.0.1:1/dw");
        for (var command : List.of("run", "validate")) {
            try (var program = Program.start(directory.resolve("address"), settings, command)) {
                assertThat(program.exitCode()).isEqualTo(2);
                assertThat(program.output())
                        .contains("hindsight.warehouse.broken.url", "hindsight.warehouse.broken.password")
                        .doesNotContain(PASSWORD);
            }
        }
    }

    @Test
    void aPasswordAmongTheArgumentsOfTheJvmIsRefusedAndNotSaid() throws Exception {
        var argument = "-Dhindsight.warehouse.postgres.password=" + PASSWORD;
        try (var program = Program.startWith(argument, directory.resolve("jvm"), settings(), "run")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output())
                    .contains("-Dhindsight.warehouse.postgres.password", "-file=FILE")
                    .doesNotContain(PASSWORD);
        }
    }

    private Map<String, String> settings() throws IOException {
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.source.username", name);
        settings.put("hindsight.source.password", PASSWORD + "-mysql");
        settings.put("hindsight.warehouse.postgres.username", name);
        settings.remove("hindsight.warehouse.postgres.password");
        settings.put("hindsight.warehouse.postgres.password-file", directory.resolve("password") + "");
        Files.writeString(directory.resolve("password"), PASSWORD + "-postgres\n");
        settings.put(
                "hindsight.warehouse.broken.url",
                TestServers.postgres().jdbcUrl(name) + "&password=" + PASSWORD + "-url");
        settings.put("hindsight.warehouse.broken.username", name);
        settings.put("hindsight.warehouse.broken.password", PASSWORD + "-wrong");
        settings.put("hindsight.table.people.source", name + ".people");
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        settings.put("hindsight.http.password", PASSWORD + "-http");
        settings.put("hindsight.hawtio.port", String.valueOf(hawtio.port()));
        settings.put("hindsight.hawtio.password", PASSWORD + "-hawtio");
        return settings;
    }

    private void awaitRowsAndDeadLetter(Program program) {
        await().ignoreExceptions().untilAsserted(() -> {
            assertThat(Rows.of(TestServers.postgres(), name, "SELECT v FROM people"))
                    .as(program.output())
                    .isNotEmpty();
            assertThat(program.output()).contains("dead letter");
            assertThat(get("/observe/health")).contains("in topic");
        });
    }

    /** With what is logged. */
    private String output(String command) throws Exception {
        try (var program = Program.start(directory.resolve(command), settings(), command.split(" "))) {
            program.exitCode();
            return program.output();
        }
    }

    private String get(String path) {
        return http.send(HttpRequest.newBuilder(http.uri(path))
                        .header("Authorization", basic("hindsight", PASSWORD + "-http"))
                        .build())
                .body();
    }

    /** Every attribute that Jolokia gives away. */
    private String jmx() throws IOException {
        var beans = jolokia(JSON.writeValueAsString(Map.of("type", "search", "mbean", "*:*")));
        var reads = StreamSupport.stream(beans.path("value").spliterator(), false)
                .map(bean -> Map.of(
                        "type", "read", "mbean", bean.asText(), "config", Map.of("ignoreErrors", true, "maxDepth", 6)))
                .toList();
        return jolokia(JSON.writeValueAsString(reads)).toString();
    }

    private JsonNode jolokia(String request) throws IOException {
        return JSON.readTree(hawtio.send(HttpRequest.newBuilder(hawtio.uri("/hawtio/jolokia/"))
                        .header("Authorization", basic("hawtio", PASSWORD + "-hawtio"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request))
                        .build())
                .body());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
