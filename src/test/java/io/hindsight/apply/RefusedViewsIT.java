package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view of ClickHouse has its columns' types for good, so that of before an alteration would show what comes after it cut. */
class RefusedViewsIT {

    private static final String ALTERING = "ALTER COLUMN, ALTER MODIFY COMMENT, SELECT, INSERT";
    /** Who may make tables may make views. */
    private static final String MAKING = ", CREATE TABLE, DROP TABLE, CREATE VIEW, DROP VIEW";

    private final String name = Unique.name("views");

    @Test
    void aTableWhoseViewsAreRefusedWaitsAndHasThemAfterwards(@TempDir Path directory) {
        Rows.execute(
                TestServers.mySql(),
                "",
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".visits (id INT PRIMARY KEY, at DATETIME)",
                "INSERT INTO " + name + ".visits VALUES (1, '2026-03-29 02:30:09')");
        try (var clickHouse = ClickHouseServer.startWithUsers(directory, maker(ALTERING + MAKING))) {
            clickHouse.execute("CREATE DATABASE " + name);
            var settings = Pipeline.settings(name, List.of());
            var warehouse = "hindsight.warehouse.clickhouse.";
            settings.put(warehouse + "url", clickHouse.jdbcUrl(name));
            settings.put(warehouse + "username", clickHouse.username());
            settings.put(warehouse + "password", clickHouse.password());
            settings.put(warehouse + "ddl-username", "maker");
            settings.put(warehouse + "ddl-password", "");
            settings.put("hindsight.table.visits.source", name + ".visits");
            try (var pipeline = Pipeline.start(settings)) {
                awaitRows(clickHouse, "1|2026-03-29 02:30:09");

                clickHouse.restartWithUsers(directory, maker(ALTERING));
                Rows.execute(
                        TestServers.mySql(),
                        name,
                        "ALTER TABLE visits MODIFY at DATETIME(3)",
                        "INSERT INTO visits VALUES (2, '2026-03-29 02:30:09.192')");
                await().untilAsserted(() -> assertThat(pipeline.problems()).anySatisfy(problem -> assertThat(problem)
                        .contains("visits", "can't be altered in the warehouse", "CREATE VIEW", "it is tried again")));

                clickHouse.restartWithUsers(directory, maker(ALTERING + MAKING));
                awaitRows(clickHouse, "1|2026-03-29 02:30:09", "2|2026-03-29 02:30:09.192");
                await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
            }
        }
    }

    private static String maker(String rights) {
        return """
                <maker>
                  <password/><networks><ip>127.0.0.1</ip></networks>
                  <grants>
                    <query>GRANT %s ON *.*</query>
                    <query>GRANT TABLE ENGINE ON *</query>
                  </grants>
                </maker>
                """
                .formatted(rights);
    }

    private void awaitRows(ClickHouseServer clickHouse, String... rows) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(
                        clickHouse, name, "SELECT id, replace(toString(at), '.000', '') FROM visits ORDER BY id"))
                .containsExactly(rows));
    }
}
