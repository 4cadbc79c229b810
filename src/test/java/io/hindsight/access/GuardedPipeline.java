package io.hindsight.access;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;

/** A pipeline on {@link GuardedServers}, of which nobody may log the password. */
final class GuardedPipeline implements AutoCloseable {

    static final List<String> WAREHOUSES = List.of("clickhouse", "postgres", "starrocks");

    private final String name;
    private final String password;
    private final LoggedSecrets logged;
    private final GuardedServers servers;
    private Pipeline pipeline;

    GuardedPipeline(String prefix) {
        name = Unique.name(prefix);
        password = "a#b%c&d " + name;
        logged = new LoggedSecrets(password);
        servers = new GuardedServers(name, password);
    }

    String name() {
        return name;
    }

    String password() {
        return password;
    }

    GuardedServers servers() {
        return servers;
    }

    /** Starts it. */
    void run(Map<String, String> settings) {
        pipeline = Pipeline.start(settings);
    }

    void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    List<String> problems() {
        return pipeline.problems();
    }

    /** Waits for rows, as an administrator sees them. */
    void arrives(String warehouse, String sql, String... expected) {
        await(warehouse).ignoreExceptions().untilAsserted(() -> assertThat(servers.rows(warehouse, sql))
                .as(String.join("\n", problems()))
                .containsExactly(expected));
    }

    void arrivesEverywhere(String sql, String... expected) {
        WAREHOUSES.forEach(warehouse -> arrives(warehouse, sql, expected));
    }

    @Override
    public void close() {
        stop();
        logged.close();
        servers.close();
        assertThat(logged.found()).as("passwords in logs at DEBUG").isEmpty();
    }
}
