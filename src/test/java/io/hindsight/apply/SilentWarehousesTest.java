package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.observe.AnsweringHealth;
import io.hindsight.settings.Settings;
import io.hindsight.warehouse.iceberg.Lake;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A warehouse that takes connections and says nothing is DOWN by its name in ten seconds, whatever its client waits for. */
class SilentWarehousesTest {

    private static final Duration IN_TIME = Duration.ofSeconds(10);

    @Test
    void eachIsNamed() throws IOException {
        try (var silent = new ServerSocket(0, 100);
                var context = new DefaultCamelContext()) {
            var here = "127.0.0.1:" + silent.getLocalPort();
            var checks = new LinkedHashMap<String, AnsweringHealth>();
            for (var warehouse : settings(here).warehouses()) {
                var pools = WarehousePools.bind(context, warehouse, 1, Optional.empty());
                checks.put(warehouse.name(), WarehouseHealth.answers(warehouse.name(), pools));
            }
            checks.put(
                    "lake by a database",
                    lake("lake by a database", Map.of("type", "jdbc", "uri", "jdbc:postgresql://" + here + "/lake")));
            checks.put("lake by REST", lake("lake by REST", Map.of("type", "rest", "uri", "http://" + here)));

            var asking = new LinkedHashMap<String, Thread>();
            checks.forEach((name, check) -> asking.put(name, new Thread(check::ask)));
            asking.values().forEach(thread -> thread.setDaemon(true));
            asking.values().forEach(Thread::start);

            checks.forEach((name, check) -> await().atMost(IN_TIME).untilAsserted(() -> {
                var answer = check.call();
                assertThat(answer.getState()).isEqualTo(HealthCheck.State.DOWN);
                assertThat(answer.getMessage().orElse(""))
                        .doesNotContain("hasn't been asked")
                        .isNotEmpty();
                assertThat(answer.getCheck().getId()).isEqualTo("warehouse-" + name);
            }));
            asking.forEach((name, thread) -> {
                if (!name.startsWith("lake")) {
                    await("the end of the question, for another one finds out that it answers again: " + name)
                            .atMost(IN_TIME)
                            .until(() -> !thread.isAlive());
                }
            });
        }
    }

    /** Or else the pool would wait for it when the server has long been back, and have no connection. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "starrocks"})
    void aLoginThatNobodyAnswersIsGivenUp(String name) throws Exception {
        try (var silent = new ServerSocket(0, 100);
                var context = new DefaultCamelContext()) {
            var warehouse = settings("127.0.0.1:" + silent.getLocalPort()).warehouse(name);
            var pools = WarehousePools.bind(context, warehouse, 1, Optional.empty());
            var asking = new Thread(WarehouseHealth.answers(name, pools)::ask);
            asking.setDaemon(true);
            asking.start();
            try (var login = silent.accept()) {
                login.setSoTimeout((int) IN_TIME.toMillis());
                // what it is told ends when the client goes
                login.getInputStream().readAllBytes();
            }
        }
    }

    private static AnsweringHealth lake(String name, Map<String, String> catalog) {
        return WarehouseHealth.answers(name, new Lake("file:/tmp/lake", "shop", catalog, 2));
    }

    private static Settings settings(String here) {
        return Settings.of(new TreeMap<>(Map.of(
                "hindsight.name",
                "silent",
                "hindsight.source.hostname",
                "127.0.0.1",
                "hindsight.source.password",
                "secret",
                "hindsight.kafka.brokers",
                here,
                "hindsight.table.notes.source",
                "shop.notes",
                "hindsight.warehouse.clickhouse.url",
                "jdbc:clickhouse:http://" + here + "/dw",
                "hindsight.warehouse.postgres.url",
                "jdbc:postgresql://" + here + "/dw",
                "hindsight.warehouse.starrocks.url",
                "jdbc:mysql://" + here + "/dw")));
    }
}
