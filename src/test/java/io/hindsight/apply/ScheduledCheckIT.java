package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.observe.Meters;
import io.hindsight.reconcile.Commands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;

/** The program compares by itself, where it is told to. */
class ScheduledCheckIT {

    private final String name = Unique.name("scheduled");

    @Test
    void whatDiffersIsDownInHealthAndCountedUntilItIsMended() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".owners (id INT PRIMARY KEY)",
                        "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, owner_id INT, FOREIGN KEY (owner_id)"
                                + " REFERENCES owners (id) ON DELETE CASCADE)",
                        "INSERT INTO " + name + ".owners VALUES (1), (2)",
                        "INSERT INTO " + name + ".items VALUES (1, 1), (2, 2), (3, 2)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.check.every", "2s");
        try (var pipeline = Pipeline.start(settings)) {
            await().until(() -> Rows.of(TestServers.postgres(), name, "SELECT id FROM items_current")
                            .size()
                    == 3);
            await().until(() -> lastLook(pipeline) > 0);
            assertThat(health(pipeline)).isEqualTo("UP");
            TestServers.mySql().execute("DELETE FROM " + name + ".owners WHERE id = 2");
            await().untilAsserted(() -> assertThat(health(pipeline))
                    .contains(name + ".items and items in postgres", "2 keys differ", "hindsight check --repair"));
            assertThat(extra(pipeline)).isEqualTo(2);
            Commands.run(settings, "check", "--repair");
            await().untilAsserted(() -> assertThat(health(pipeline)).isEqualTo("UP"));
            assertThat(extra(pipeline)).isZero();
        }
    }

    /** UP, or what is wrong. */
    private static String health(Pipeline pipeline) {
        var result = HealthCheckRegistry.get(pipeline.context())
                .getCheck("source-and-warehouses")
                .orElseThrow()
                .call();
        return result.getState() == HealthCheck.State.UP
                ? "UP"
                : result.getMessage().orElse("");
    }

    private static double lastLook(Pipeline pipeline) {
        var gauge = Meters.of(pipeline.context())
                .find("hindsight.check.last.timestamp.seconds")
                .gauge();
        return gauge == null ? 0 : gauge.value();
    }

    private static double extra(Pipeline pipeline) {
        return Meters.of(pipeline.context())
                .get("hindsight.check.keys")
                .tag("kind", "extra")
                .gauge()
                .value();
    }
}
