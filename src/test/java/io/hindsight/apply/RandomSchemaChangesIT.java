package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.apply.AlteredTable.Version;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever is done to a table's columns between its changes, each is kept as it was. Another seed tries other ones. */
class RandomSchemaChangesIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final List<String> OWN =
            List.of("id", "effective_start_ts", "effective_end_ts", "is_current", "op_type", "change_seq", "commit_ts");
    private static final int STEPS = 45;

    @Property(tries = 2, seed = "20261121", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void everyVersionIsKeptAsItWas(@ForAll long seed) throws SQLException {
        var name = Unique.name("altered");
        TestServers.mySql().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, WAREHOUSES);
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
            settings.put("hindsight.warehouse." + warehouse + ".batch-wait", "50ms");
        }
        settings.put("hindsight.table.history.source", name + ".t");
        settings.put("hindsight.table.now.source", name + ".t");
        settings.put("hindsight.table.now.keep", "current");
        try (var table = new AlteredTable(name, "t", seed);
                var pipeline = Pipeline.start(settings)) {
            awaitAll(name, table, pipeline);
            for (var step = 0; step < STEPS; step++) {
                table.step();
            }
            awaitAll(name, table, pipeline);
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    private static void awaitAll(String name, AlteredTable table, Pipeline pipeline) throws SQLException {
        var versions = table.versions();
        var open = versions.stream().filter(Version::open).map(Version::row).toList();
        for (var warehouse : WAREHOUSES) {
            await().ignoreExceptions().untilAsserted(() -> {
                assertThat(versions(warehouse, name))
                        .as("%s: %s after %s", warehouse, pipeline.problems(), table.done())
                        .containsExactlyElementsOf(versions);
                assertThat(rows(warehouse, name))
                        .as("current in %s: %s after %s", warehouse, pipeline.problems(), table.done())
                        .isEqualTo(open);
            });
        }
    }

    private static List<Version> versions(String warehouse, String name) throws SQLException {
        try (var connection = Pipeline.server(warehouse).connect(name);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM history ORDER BY id, change_seq")) {
            var versions = new ArrayList<Version>();
            while (rows.next()) {
                var row = ChangingTable.row(rows);
                row.keySet().removeAll(OWN);
                row.put("id", rows.getString("id"));
                versions.add(new Version(
                        rows.getInt("id"), rows.getString("op_type"), rows.getString("effective_end_ts") == null, row));
            }
            return versions;
        }
    }

    private static List<Map<String, String>> rows(String warehouse, String name) throws SQLException {
        try (var connection = Pipeline.server(warehouse).connect(name);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM now ORDER BY id")) {
            var kept = new ArrayList<Map<String, String>>();
            while (rows.next()) {
                var row = ChangingTable.row(rows);
                row.keySet().removeAll(OWN);
                row.put("id", rows.getString("id"));
                kept.add(row);
            }
            return kept;
        }
    }
}
