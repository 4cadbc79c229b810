package io.hindsight.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hindsight.kafka.Clients;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.registry.SchemaRegistry;
import io.hindsight.settings.RegistrySettings;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.source.postgresql.PostgresConnection;
import io.hindsight.warehouse.iceberg.Lake;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every client gives up a server that takes connections and says nothing. */
class TimeLimitsTest {

    private static final Duration BUSY_MACHINE = Duration.ofSeconds(10);

    private ServerSocket silent;

    /** Nobody accepts: the system does, as it does for a process that is stopped. */
    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 100);
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    @Test
    void nobodyWaitsForAServerThatSaysNothing() throws InterruptedException {
        var clients = new LinkedHashMap<String, ThrowingCallable>();
        for (var kind : new String[] {"mysql", "mariadb", "postgresql"}) {
            clients.put("source " + kind, () -> Source.open(settings(kind).source()));
        }
        clients.put(
                "source as a replica",
                () -> PostgresConnection.replication(settings("postgresql").source()));
        settings("mysql").warehouses().forEach(one -> clients.put("warehouse " + one.name(), one::connect));
        clients.put("Kafka, asked", () -> new KafkaAdmin(settings("mysql"), "test").topics());
        clients.put("Kafka, read", () -> Clients.reader(settings("mysql"), "test", Map.of())
                .partitionsFor("shop"));
        var registry = new RegistrySettings("http://127.0.0.1:" + silent.getLocalPort(), "", "");
        clients.put("schema registry", () -> new SchemaRegistry(registry).check());
        var catalog = Map.of("type", "jdbc", "uri", "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/lake");
        clients.put("catalog", () -> new Lake("file:/tmp/lake", "shop", catalog, 2).ask());

        var took = new TreeMap<String, Duration>();
        var threads = clients.entrySet().stream()
                .map(client -> new Thread(() -> {
                    var asked = Instant.now();
                    if (catchThrowable(client.getValue()) != null) {
                        synchronized (took) {
                            took.put(client.getKey(), Duration.between(asked, Instant.now()));
                        }
                    }
                }))
                .toList();
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join(TimeLimits.KAFKA.plus(BUSY_MACHINE).toMillis());
        }
        synchronized (took) {
            assertThat(took).containsOnlyKeys(clients.keySet());
        }
    }

    @Test
    void everyConnectionOfADriverHasALimitForAnAnswer() {
        settings("mysql").warehouses().forEach(warehouse -> {
            for (var properties : new Map<?, ?>[] {
                warehouse.dialect().connectionProperties(),
                warehouse.dialect().batchProperties(),
                warehouse.dialect().questionProperties()
            }) {
                assertThat(properties.keySet())
                        .as(warehouse.name())
                        .anyMatch(word -> word.equals("socketTimeout") || word.equals("socket_timeout"))
                        .anyMatch(word -> word.equals("connectTimeout") || word.equals("connection_timeout"));
            }
        });
    }

    @Test
    void theRoutesSayTheSame() throws IOException {
        assertThat(Files.readString(Path.of("routes/send.camel.yaml")))
                .contains(
                        "requestTimeoutMs: " + TimeLimits.BROKER.toMillis(),
                        "maxBlockMs: " + TimeLimits.KAFKA.toMillis(),
                        "deliveryTimeoutMs: " + TimeLimits.DELIVERY.toMillis());
        for (var route : new String[] {"apply", "lake"}) {
            assertThat(Files.readString(Path.of("routes", route + ".camel.yaml")))
                    .contains("consumerRequestTimeoutMs: " + TimeLimits.BROKER.toMillis());
        }
    }

    private Settings settings(String source) {
        var here = "127.0.0.1:" + silent.getLocalPort();
        var settings = new TreeMap<>(Map.of(
                "hindsight.name", "silent",
                "hindsight.source.kind", source,
                "hindsight.source.hostname", "127.0.0.1",
                "hindsight.source.port", String.valueOf(silent.getLocalPort()),
                "hindsight.source.password", "secret",
                "hindsight.kafka.brokers", here,
                "hindsight.table.notes.source", "shop.notes"));
        settings.put("hindsight.warehouse.clickhouse.url", "jdbc:clickhouse:http://" + here + "/dw");
        settings.put("hindsight.warehouse.postgres.url", "jdbc:postgresql://" + here + "/dw");
        settings.put("hindsight.warehouse.starrocks.url", "jdbc:mysql://" + here + "/dw");
        if (source.equals("postgresql")) {
            settings.put("hindsight.source.database", "shop");
        }
        return Settings.of(settings);
    }
}
