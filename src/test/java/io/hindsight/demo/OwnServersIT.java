package io.hindsight.demo;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the lab's folder with other addresses in it, run by the jar: what its README tells people to do. */
class OwnServersIT {

    private static final String EVERY_ORDER = "SELECT id, user_id, product, status FROM demo_db.orders ORDER BY id";

    @TempDir
    private Path directory;

    @Test
    void aCopyRunsOnServersOfOnesOwn() throws Exception {
        var lab = Path.of("scenarios", "lab");
        new ProcessBuilder("cp", "-r", lab.resolve("routes").toString(), directory.toString())
                .start()
                .waitFor();
        TestServers.mySql()
                .execute(new Scenario("lab", lab).statements("source.sql").toArray(String[]::new));
        TestServers.clickHouse().execute("CREATE DATABASE demo_db");
        try (var program = Program.start(directory, settings(lab.resolve("application.properties")), "run")) {
            program.awaitOutput("[ORDER] New Order!");
            await().untilAsserted(() ->
                    assertThat(orders(true)).as(program.output()).isNotEmpty().isEqualTo(orders(false)));
            program.terminate();
            assertThat(program.exitCode()).isZero();
        }
    }

    private static List<String> orders(boolean inWarehouse) {
        try {
            return inWarehouse
                    ? Rows.of(TestServers.clickHouse(), "demo_db", EVERY_ORDER)
                    : Rows.of(TestServers.mySql(), "demo_db", EVERY_ORDER);
        } catch (IllegalStateException noTableYet) {
            return List.of();
        }
    }

    /** The file's, with what a user would change in it. */
    private static Map<String, String> settings(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        settings.put("hindsight.http.port", "0");
        settings.put("hindsight.source.kind", "mysql");
        settings.put("hindsight.source.hostname", TestServers.mySql().host());
        settings.put("hindsight.source.port", String.valueOf(TestServers.mySql().port()));
        settings.put("hindsight.source.username", TestServers.mySql().username());
        settings.put("hindsight.source.password", TestServers.mySql().password());
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        settings.put("hindsight.kafka.replication-factor", "1");
        settings.put(
                "hindsight.warehouse.clickhouse.url", TestServers.clickHouse().jdbcUrl("demo_db"));
        settings.put("traffic.rate", "5");
        return settings;
    }
}
