package io.hindsight.source.mysql.transaction;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MariaDB's binlog has seconds: changes of a key within one are versions nevertheless, in their order. */
class SecondsIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    private final String name = Unique.name("seconds");

    @Test
    void changesOfAKeyWithinASecondAreVersionsAMicrosecondApart() {
        var server = TestServers.mariaDb();
        server.execute(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO " + name + ".items VALUES (0, 'first')");
        var settings = Pipeline.settings(name, WAREHOUSES);
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + name));
        settings.put("hindsight.source.kind", "mariadb");
        settings.put("hindsight.source.port", String.valueOf(server.port()));
        settings.put("hindsight.table.items.source", name + ".items");
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows("SELECT v FROM items_versions", "first");
            // all in one second, whatever the machine does meanwhile
            Rows.execute(
                    server,
                    name,
                    "SET timestamp = 1750000000",
                    "INSERT INTO items VALUES (1, 'a')",
                    "UPDATE items SET v = 'b' WHERE id = 1",
                    "UPDATE items SET v = 'c' WHERE id = 1",
                    "DELETE FROM items WHERE id = 1",
                    "INSERT INTO items VALUES (1, 'd')");
            awaitRows("SELECT v FROM items_versions WHERE id = 1 ORDER BY effective_start_ts", "a", "b", "c", "d");
            assertThat(Rows.of(
                            TestServers.postgres(),
                            name,
                            "SELECT v, op_type, extract(epoch FROM effective_start_ts) FROM items WHERE id = 1"
                                    + " ORDER BY change_seq"))
                    .containsExactly(
                            "a|c|1750000000.000000",
                            "b|u|1750000000.000001",
                            "c|u|1750000000.000002",
                            "c|d|1750000000.000003",
                            "d|c|1750000000.000004");
        }
        assertThat(Commands.run(settings, "validate").output()).contains("commit times in seconds");
    }

    private void awaitRows(String sql, String... rows) {
        for (var warehouse : WAREHOUSES) {
            await().ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(Pipeline.server(warehouse), name, sql))
                    .containsExactly(rows));
        }
    }
}
