package io.hindsight.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.source.Finding;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the check of a source finds, and that it finds nothing where capture works. */
class SourceCheckIT {

    private String shop;

    @BeforeEach
    void shop() throws SQLException {
        shop = Unique.name("shop");
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + shop,
                        "CREATE TABLE " + shop + ".items (id INT PRIMARY KEY)",
                        "CREATE TABLE " + shop + ".log (line TEXT, no INT)");
    }

    private List<Finding> check(String... more) {
        var properties = new TreeMap<>(Map.of(
                "hindsight.source.hostname", TestServers.mySql().host(),
                "hindsight.source.port", String.valueOf(TestServers.mySql().port()),
                "hindsight.source.username", TestServers.mySql().username(),
                "hindsight.source.password", TestServers.mySql().password(),
                "hindsight.warehouse.none.url", "jdbc:clickhouse://localhost:1/none",
                "hindsight.table.items.source", shop + ".items"));
        for (var i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return new SourceCheck(Settings.of(properties)).run();
    }

    @Test
    void nothingIsFoundWhereCaptureWorks() {
        assertThat(check()).isEmpty();
    }

    @Test
    void theNumberOfTheServerOrOfAReplicaIsNotForCapture() throws SQLException {
        try (var connection = TestServers.mySql().connect("");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@global.server_id")) {
            row.next();
            assertThat(check("hindsight.source.server-id", row.getString(1)))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.what())
                            .contains("hindsight.source.server-id=" + row.getString(1), "the server itself"));
        }
        assertThat(ReplicaCheck.of(List.of(1L), List.of(7L, 8L), 8))
                .hasValueSatisfying(finding -> assertThat(finding.what()).contains("one of its replicas"));
        assertThat(ReplicaCheck.of(List.of(1L), List.of(7L, 8L), 9)).isEmpty();
    }

    @Test
    void aServerThatCannotBeReachedIsOneFinding() {
        assertThat(check("hindsight.source.password", "wrong"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.what()).contains("Access denied").doesNotContain("wrong"));
    }

    @Test
    void tablesThatAreMissingMisspeltOrWithoutKeyAreNamed() {
        assertThat(check(
                        "hindsight.table.gone.source", shop + ".gone",
                        "hindsight.table.spelt.source", shop + ".ITEMS",
                        "hindsight.table.log.source", shop + ".log",
                        "hindsight.table.keyed.source", shop + ".log",
                        "hindsight.table.keyed.key", "no"))
                .extracting(Finding::toString)
                .satisfiesExactly(
                        gone -> assertThat(gone).contains(shop + ".gone isn't there", "hindsight.table.gone.source"),
                        log -> assertThat(log).contains(shop + ".log has no primary key", "hindsight.table.log.key"),
                        spelt -> assertThat(spelt).contains("write hindsight.table.spelt.source=" + shop + ".items"));
    }

    @Test
    void tablesWhoseRowsChangeWithoutTheBinlogSayingSoAreNamed() {
        for (var server : List.of(TestServers.mySql(), TestServers.mariaDb())) {
            var db = Unique.name("exposed");
            server.execute(
                    "CREATE DATABASE " + db,
                    "CREATE TABLE " + db + ".people (id INT PRIMARY KEY)",
                    "CREATE TABLE " + db + ".pets (id INT PRIMARY KEY, owner INT, CONSTRAINT owned FOREIGN KEY (owner)"
                            + " REFERENCES people (id) ON DELETE CASCADE ON UPDATE SET NULL)",
                    "CREATE TABLE " + db + ".kept (id INT PRIMARY KEY, owner INT, CONSTRAINT kept FOREIGN KEY (owner)"
                            + " REFERENCES people (id) ON DELETE RESTRICT)",
                    "CREATE TABLE " + db + ".log (id INT PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2");
            var settings = List.of(
                    "hindsight.source.kind", server == TestServers.mySql() ? "mysql" : "mariadb",
                    "hindsight.source.port", String.valueOf(server.port()),
                    "hindsight.table.items.source", db + ".kept",
                    "hindsight.table.log.source", db + ".log",
                    "hindsight.table.pets.source", db + ".pets");
            assertThat(check(settings.toArray(String[]::new)))
                    .extracting(Finding::toString)
                    .satisfiesExactly(
                            log -> assertThat(log)
                                    .contains("WARNING", db + ".log can change by statements about its partitions")
                                    .contains("hindsight.source.signal-table"),
                            pets -> assertThat(pets)
                                    .contains(db + ".pets can change by the foreign key owned, when " + db + ".people")
                                    .contains("declare " + db + ".people too", "hindsight.check.every"));
            var declared = new ArrayList<>(settings);
            declared.addAll(List.of("hindsight.table.people.source", db + ".people"));
            assertThat(check(declared.toArray(String[]::new)))
                    .extracting(Finding::cure)
                    .allMatch(cure -> cure.contains("hindsight.source.signal-table"))
                    .hasSize(2);
            server.execute("CREATE TABLE " + db + ".signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL,"
                    + " data MEDIUMTEXT)");
            declared.addAll(List.of("hindsight.source.signal-table", db + ".signals"));
            assertThat(check(declared.toArray(String[]::new))).isEmpty();
            var mended = new ArrayList<>(settings);
            mended.addAll(List.of("hindsight.check.every", "1h", "hindsight.check.repair", "true"));
            assertThat(check(mended.toArray(String[]::new))).isEmpty();
        }
    }

    @Test
    void everyMissingPrivilegeIsNamedAndRolesCount() throws SQLException {
        var user = Unique.name("u");
        var role = Unique.name("r");
        TestServers.mySql()
                .execute(
                        "CREATE USER " + user + " IDENTIFIED BY 'x'",
                        "CREATE ROLE " + role,
                        "GRANT SELECT ON " + shop + ".* TO " + user,
                        "GRANT RELOAD, REPLICATION SLAVE ON *.* TO " + role,
                        "GRANT " + role + " TO " + user,
                        "SET DEFAULT ROLE ALL TO " + user);
        assertThat(check("hindsight.source.username", user, "hindsight.source.password", "x"))
                .extracting(Finding::what)
                .containsExactly(
                        "the user has no SHOW DATABASES privilege", "the user has no REPLICATION CLIENT privilege");
    }

    @Test
    void everyWrongVariableOfTheBinlogIsNamedWithItsCure() {
        var variables = Map.of(
                "log_bin", "OFF",
                "binlog_format", "MIXED",
                "binlog_row_image", "MINIMAL",
                "binlog_transaction_compression", "ON",
                "binlog_legacy_event_pos", "OFF",
                "binlog_row_value_options", "PARTIAL_JSON",
                "binlog_expire_logs_seconds", "3600");
        assertThat(BinlogCheck.of(variables, SourceKind.MYSQL))
                .hasSize(7)
                .allSatisfy(finding -> assertThat(finding.cure()).isNotBlank())
                .filteredOn(finding -> finding.level() == Finding.Level.WARNING)
                .hasSize(1);
    }
}
