package io.hindsight.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.TestTables;
import io.hindsight.warehouse.starrocks.StarRocks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What validate says of a StarRocks, by what stands in for it, and of a MySQL that is taken for one. */
class StarRocksStandInCheckIT {

    private final String database = Unique.name("checked");
    private final StringWriter said = new StringWriter();

    @Test
    void aTableIsMissedThenFits() throws SQLException {
        TestServers.starRocks().execute("CREATE DATABASE " + database);
        check(TestServers.starRocks());
        assertThat(said.toString()).contains("table people will be created").doesNotContain("WRONG");
        try (var connection = TestServers.starRocks().connect(database);
                var statement = connection.createStatement()) {
            var people = TestTables.people("people", KeepMode.HISTORY);
            for (var sql : Statements.of(settings(TestServers.starRocks()).dialect(), people)
                    .create()) {
                statement.execute(sql);
            }
            statement.execute("ALTER TABLE people DROP COLUMN city");
        }
        check(TestServers.starRocks());
        assertThat(said.toString())
                .contains(
                        "table people will be altered when changes need it: ALTER TABLE `people` ADD COLUMN `city` varchar(262140)");
    }

    @Test
    void aMySqlIsNotTakenForStarRocks() {
        TestServers.mySql().execute("CREATE DATABASE " + database);
        check(TestServers.mySql());
        assertThat(said.toString()).contains("WRONG", "warehouse starrocks can't be used", "check the url");
    }

    private void check(JdbcServer server) {
        new WarehouseCheck(settings(server), new Report(new PrintWriter(said)))
                .check(List.of(TestTables.people("people", KeepMode.HISTORY)));
    }

    private WarehouseSettings settings(JdbcServer server) {
        return new WarehouseSettings(
                "starrocks",
                server.jdbcUrl(database),
                server.username(),
                server.password(),
                new WarehouseSettings.Login(server.username(), server.password()),
                1,
                1,
                Duration.ZERO,
                1,
                new StarRocks(new Layout(1, 1)),
                Optional.empty(),
                Duration.ofDays(3),
                Map.of());
    }
}
