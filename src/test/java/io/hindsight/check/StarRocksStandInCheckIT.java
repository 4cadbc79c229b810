package io.hindsight.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.StarRocksGrammar;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.TestTables;
import io.hindsight.warehouse.starrocks.StarRocks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
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
    void aTableOfThatNameThatIsNotOursIsLeftAsItIs() {
        TestServers.starRocks()
                .execute(
                        "CREATE DATABASE " + database,
                        "CREATE TABLE " + database + ".people (source_id bigint, owner_id bigint, effective_start_ts"
                                + " datetime, asset_info text, effective_end_ts datetime, is_current boolean, op_type"
                                + " varchar(10))");
        check(TestServers.starRocks());
        assertThat(said.toString())
                .contains(
                        "WRONG",
                        "a table people already that this program didn't make: it has no change_seq",
                        "hindsight.table.people.target=another_name",
                        "hindsight.warehouse.….url");
    }

    @Test
    void whatAnEarlierVersionMadeIsCopiedByTheStatementsThatAreSaid() throws SQLException {
        TestServers.starRocks().execute("CREATE DATABASE " + database);
        var people = TestTables.people("people", KeepMode.HISTORY);
        try (var connection = TestServers.starRocks().connect(database);
                var statement = connection.createStatement()) {
            for (var sql : Statements.of(settings(TestServers.starRocks()).dialect(), people)
                    .create()) {
                statement.execute(sql.replace("change_seq largeint", "change_seq varchar(32)"));
            }
            statement.execute("INSERT INTO people (id, name, city, effective_start_ts, is_current, op_type, change_seq)"
                    + " VALUES (1, 'Ann', 'Ulm', '2026-01-01', true, 'c', '7fff00000012ffffffffffff0000000a')");
            statement.execute("INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts) VALUES"
                    + " ('people', '00000000001200000000000000000001', '2026-01-01')");
            check(TestServers.starRocks());
            assertThat(said.toString()).contains("WRONG", "with change_seq as text", "stop the program, run in the");
            var recipe = said.toString().replaceAll("(?s).*run in the warehouse: (.*); look whether.*", "$1");
            for (var sql : recipe.split("; ")) {
                StarRocksGrammar.parse(sql);
                statement.execute(sql);
            }
            said.getBuffer().setLength(0);
            for (var sql : Statements.of(settings(TestServers.starRocks()).dialect(), people)
                    .create()) {
                statement.execute(sql);
            }
            check(TestServers.starRocks());
            assertThat(said.toString()).contains("table people fits").doesNotContain("WRONG");
            try (var rows = statement.executeQuery(
                    "SELECT name, people.change_seq, t.change_seq FROM people CROSS JOIN hindsight_truncates AS t")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("Ann");
                assertThat(new BigInteger(rows.getString(2)).toString(16))
                        .isEqualTo("7fff00000012ffffffffffff0000000a");
                assertThat(new BigInteger(rows.getString(3)).toString(16)).isEqualTo("1200000000000000000001");
                assertThat(rows.next()).isFalse();
            }
        }
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
