package io.hindsight.reconcile;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.apply.AppliedTables;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;

/** A table that can't be compared keeps none of the others waiting, and nobody waits for one that is stopped. */
class CheckGoesOnIT {

    private final String name = Unique.name("goes_on");

    @Test
    void theOthersAreComparedAtOnce() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".a (id INT PRIMARY KEY)",
                        "CREATE TABLE " + name + ".b (id INT PRIMARY KEY)",
                        "CREATE TABLE " + name + ".c (id INT PRIMARY KEY)",
                        "INSERT INTO " + name + ".c VALUES (1)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        for (var table : List.of("a", "b", "c")) {
            settings.put("hindsight.table." + table + ".source", name + "." + table);
        }
        settings.put("hindsight.http.port", String.valueOf(Http.onFreePort().port()));
        settings.put("hindsight.check.every", "2s");
        try (var pipeline = Pipeline.startServed(settings)) {
            await().ignoreExceptions().until(() -> !Rows.of(TestServers.postgres(), name, "SELECT id FROM c")
                    .isEmpty());
            AppliedTables.of(pipeline.context())
                    .find("apply-b-postgres")
                    .orElseThrow()
                    .pause();
            TestServers.mySql().execute("INSERT INTO " + name + ".b VALUES (1)");
            // a declaration that doesn't fit any more
            settings.put("hindsight.table.a.exclude", "nothing");

            var begin = Instant.now();
            var check = Commands.run(settings, "check");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(40));
            assertThat(check.exitCode()).isEqualTo(1);
            assertThat(check.output())
                    .contains("can't compare " + name + ".a: ", "there is no column nothing")
                    .contains("apply-b-postgres is DOWN: it is stopped")
                    .contains(name + ".c and c in postgres: 1 rows compared, they agree");
            // the program's own check doesn't wait either
            await().untilAsserted(() -> assertThat(HealthCheckRegistry.get(pipeline.context())
                            .getCheck("source-and-warehouses")
                            .orElseThrow()
                            .call()
                            .getMessage()
                            .orElse(""))
                    .contains(name + ".b and b in postgres", "apply-b-postgres is DOWN")
                    .doesNotContain(name + ".a", name + ".c"));
        }
    }
}
