package io.hindsight.source.mysql.transaction;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MySQL 8 says when a transaction was committed to the microsecond, with GTIDs and without. */
class CommitTimesIT {

    private final String name = Unique.name("times");
    private final JdbcServer server = TestServers.mySql();

    @Test
    void microsecondsWithoutGtids() {
        assertThat(Rows.of(server, "", "SELECT @@global.gtid_mode")).containsExactly("OFF");
        server.execute(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO " + name + ".items VALUES (0, 'first')",
                "CREATE TABLE " + name + ".numbers (n INT PRIMARY KEY)",
                "INSERT INTO " + name + ".numbers VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.items.source", name + ".items");
        try (var pipeline = Pipeline.start(settings)) {
            await().ignoreExceptions().until(() -> !rows("SELECT 1 FROM items").isEmpty());
            server.execute(
                    "INSERT INTO " + name + ".items VALUES (1, 'a')",
                    "UPDATE " + name + ".items SET v = 'b' WHERE id = 1",
                    "UPDATE " + name + ".items SET v = 'c' WHERE id = 1",
                    "DELETE FROM " + name + ".items WHERE id = 1",
                    "INSERT INTO " + name + ".items VALUES (1, 'd')");
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(versions()).containsExactly("a", "b", "c", "d"));
            var digit = name + ".numbers ";
            server.execute("INSERT INTO " + name + ".items SELECT 2 + a.n + b.n * 10 + c.n * 100 + d.n * 1000 + e.n *"
                    + " 10000, 'many' FROM " + digit + "a, " + digit + "b, " + digit + "c, " + digit + "d, " + digit
                    + "e WHERE e.n < 3");
            await().until(() -> TestTopic.of(TestServers.kafka(), name + "." + name + ".items", 3)
                            .messages()
                    > 1_000);
        }
        // in the middle of the transaction, most likely
        try (var pipeline = Pipeline.start(settings)) {
            await().ignoreExceptions().untilAsserted(() -> assertThat(rows("SELECT count(*), count(DISTINCT"
                            + " effective_start_ts), bool_or(effective_start_ts = date_trunc('second',"
                            + " effective_start_ts)) FROM items WHERE v = 'many'"))
                    .containsExactly("30000|1|f"));
        }
    }

    private List<String> versions() {
        return rows("SELECT v FROM items_versions WHERE id = 1 ORDER BY effective_start_ts");
    }

    private List<String> rows(String sql) {
        return Rows.of(TestServers.postgres(), name, sql);
    }
}
