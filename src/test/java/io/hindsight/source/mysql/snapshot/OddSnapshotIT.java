package io.hindsight.source.mysql.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.CapturePipeline;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot reads tables with odd names as the binlog tells of them, and not at all where it can't name them. */
class OddSnapshotIT {

    private static final List<String> TABLES = List.of("plain", "a,b", "a.b", "a` FROM `b", "{a}", "it's");

    private final String shop = Unique.name("oddshop");

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void valuesAreThoseOfTheBinlog(String kind) throws Exception {
        var server = kind.equals("mysql") ? TestServers.mySql() : TestServers.mariaDb();
        server.execute("CREATE DATABASE " + shop);
        var settings = new ArrayList<>(List.of("hindsight.source.kind", kind));
        for (var number = 0; number < TABLES.size(); number++) {
            var prefix = "hindsight.table.t" + number + ".";
            settings.addAll(List.of(prefix + "source", shop + "." + TABLES.get(number)));
            settings.addAll(List.of(prefix + "topic", shop + ".t" + number));
            execute(server, "CREATE TABLE ? (id INT PRIMARY KEY, `f,l``o` FLOAT, y YEAR, z YEAR)", TABLES.get(number));
            execute(server, "INSERT INTO ? VALUES (1, 16777.217, 0, 2024)", TABLES.get(number));
        }
        for (var undeclared : List.of("`) {", "x`", "`x`", "a` FROM", "\"")) {
            execute(server, "CREATE TABLE ? (a INT, f FLOAT)", undeclared);
        }
        try (var capture =
                CapturePipeline.start(shop, server, TestServers.kafka(), List.of(), settings.toArray(String[]::new))) {
            for (var number = 0; number < TABLES.size(); number++) {
                try (var changes = capture.topic("t" + number)) {
                    changes.until(arrived -> arrived.size() == 1);
                    execute(server, "INSERT INTO ? VALUES (2, 16777.217, 0, 2024)", TABLES.get(number));
                    var rows = changes.until(arrived -> arrived.size() == 2).stream()
                            .map(change -> (JsonNode) ((ObjectNode) change.row()).without("id"))
                            .toList();
                    assertThat(rows.get(0)).as(TABLES.get(number)).isEqualTo(rows.get(1));
                    assertThat(rows.get(0).get("f,l`o").asText()).startsWith("16777.21");
                }
            }
            assertThat(capture.problem()).isEmpty();
        } finally {
            // others read all tables of this server
            server.execute("DROP DATABASE " + shop);
        }
    }

    private void execute(JdbcServer server, String sql, String table) throws Exception {
        try (var connection = server.connect(shop);
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql.replace("?", '`' + table.replace("`", "``") + '`'));
        }
    }
}
