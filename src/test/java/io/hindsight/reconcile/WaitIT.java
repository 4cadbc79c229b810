package io.hindsight.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A job waits for a moment instead of a clock: what is committed before it is there when the command returns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitIT {

    private final String name = Unique.name("waits");
    private Map<String, String> settings;
    private Pipeline pipeline;

    @BeforeAll
    void start() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id BIGINT AUTO_INCREMENT PRIMARY KEY, v INT)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        pipeline = Pipeline.start(settings);
    }

    @AfterAll
    void stop() throws Exception {
        pipeline.close();
    }

    @Test
    void whatWasCommittedBeforeIsThere() throws Exception {
        for (var count = 1; count <= 5; count++) {
            insert(count);
            var waited = Commands.run(settings, "wait", "orders");
            assertThat(waited.output()).startsWith("complete up to 20");
            assertThat(Rows.of(TestServers.postgres(), name, "SELECT sum(v) FROM orders WHERE v < 100"))
                    .containsExactly(String.valueOf(count * (count + 1) / 2));
        }
    }

    @Test
    void aMomentMayBeStillToCome() throws Exception {
        var moment = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
        insert(100);
        var waited = Commands.run(settings, "wait", "--until", moment.toString(), "--warehouse", "postgres");
        assertThat(Instant.now()).isAfter(moment);
        assertThat(waited.output()).isEqualToIgnoringNewLines("complete up to " + moment);
        assertThat(waited.exitCode()).isZero();
        assertThat(Rows.of(TestServers.postgres(), name, "SELECT count(*) FROM orders WHERE v = 100"))
                .containsExactly("1");
    }

    @Test
    void whatIsntThereInTimeIsNamed() throws Exception {
        pipeline.close();
        try {
            insert(200);
            var begun = Instant.now();
            var waited = Commands.run(settings, "wait", "--timeout", "2s");
            assertThat(waited.output()).contains("not complete up to", "within 2s: capture hasn't read");
            assertThat(waited.exitCode()).isEqualTo(1);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
        } finally {
            pipeline = Pipeline.start(settings);
        }
    }

    @Test
    void whatIsNoMomentOrTimeIsRefused() {
        assertThat(Commands.run(settings, "wait", "--until", "tomorrow").output())
                .contains("--until: 'tomorrow' is no moment; write it as 2026-01-31T08:00:00Z");
        assertThat(Commands.run(settings, "wait", "--timeout", "soon").output())
                .contains("--timeout: 'soon' is no time; write it as 10m or 90s");
        var nobody = Commands.run(settings, "wait", "--warehouse", "nobody");
        assertThat(nobody.output()).contains("--warehouse: none is called 'nobody'");
        assertThat(nobody.exitCode()).isEqualTo(2);
    }

    private void insert(int v) {
        TestServers.mySql().execute("INSERT INTO " + name + ".orders (v) VALUES (" + v + ")");
    }
}
