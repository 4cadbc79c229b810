package io.hindsight.access;

import static io.hindsight.access.GuardedServers.NAME;
import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.reconcile.Commands;
import io.hindsight.settings.Settings;
import io.hindsight.testing.Await;
import io.hindsight.testing.Certificates;
import io.hindsight.testing.Unique;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import javax.management.JMException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way over TLS, by users who may do what {@code access/} gives them and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final String OTHER_NAME = "127.0.0.1";

    private final GuardedPipeline guarded = new GuardedPipeline("access");
    private final String name = guarded.name();
    private final String password = guarded.password();
    private final GuardedServers servers = guarded.servers();

    @BeforeAll
    void startAll() throws Exception {
        servers.start();
        guarded.run(servers.settings(NAME));
        // what comes and goes before the snapshot is in no history
        guarded.arrivesEverywhere("SELECT id FROM orders_now", "1");
    }

    @AfterAll
    void stopAll() {
        guarded.close();
    }

    @Test
    void jmxTellsNoPassword() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        for (var bean : server.queryNames(null, null)) {
            for (var attribute : server.getMBeanInfo(bean).getAttributes()) {
                try {
                    assertThat(String.valueOf(server.getAttribute(bean, attribute.getName())))
                            .as("%s %s", bean, attribute.getName())
                            .doesNotContain(password);
                } catch (JMException | RuntimeException unreadable) {
                    // then nobody reads it
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"clickhouse, 11", "postgres, 12", "starrocks, 13"})
    void changesArrive(String warehouse, int id) {
        var orders = name + ".orders";
        servers.mySql()
                .execute(
                        "INSERT INTO " + orders + " VALUES (" + id + ", 'new')",
                        "UPDATE " + orders + " SET status = 'paid' WHERE id = " + id,
                        "DELETE FROM " + orders + " WHERE id = " + id,
                        "UPDATE " + orders + " SET status = 'for " + warehouse + "' WHERE id = 1");
        var ops = "SELECT op_type FROM order_history WHERE id = " + id + " ORDER BY change_seq";
        guarded.arrives(warehouse, ops, "c", "u", "d");
        guarded.arrives(warehouse, "SELECT status FROM orders_now WHERE id = 1", "for " + warehouse);
        assertThat(guarded.problems()).isEmpty();
    }

    @Test
    void nothingIsSkippedWhereTheRightToReadWasAwayForAWhile() throws Exception {
        servers.withoutReading(() -> {
            for (var id = 20; id < 40; id++) {
                servers.mySql().execute("INSERT INTO " + name + ".orders VALUES (" + id + ", 'waits')");
            }
            await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
        });
        guarded.arrivesEverywhere("SELECT count(*) FROM order_history WHERE status = 'waits'", "20");
    }

    @Test
    void nobodyOfTheseIsServedInPlain() {
        assertThatThrownBy(() -> DriverManager.getConnection(servers.mySql().jdbcUrl(), name, password))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
        var encrypted = "SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename LIKE '"
                + name + "%'";
        assertThat(servers.rows("postgres", encrypted)).containsExactly("t");
    }

    @Test
    void topicsOfOthersAreClosed() {
        var settings = Settings.of(servers.settings(NAME)).kafka();
        try (var admin = Admin.create(settings.client(Map.of()))) {
            assertThat(admin.createTopics(List.of(new NewTopic("other-" + name, 1, (short) 1)))
                            .all())
                    .failsWithin(Await.LONGEST)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void whoFillsTheTablesMakesAltersAndDropsNone() {
        assertThatThrownBy(() -> as("clickhouse", "CREATE TABLE mine (a Int32) ENGINE = Memory"))
                .hasMessageContaining("Not enough privileges");
        assertThatThrownBy(() -> as("clickhouse", "DROP TABLE order_history_rows"))
                .hasMessageContaining("Not enough privileges");
        assertThatThrownBy(() -> as("clickhouse", "ALTER TABLE order_history_rows ADD COLUMN mine Int32"))
                .hasMessageContaining("Not enough privileges");
        assertThatThrownBy(() -> as("postgres", "CREATE TABLE mine (a integer)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> as("postgres", "DROP TABLE order_history CASCADE"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> as("postgres", "ALTER TABLE order_history ADD mine integer"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> as("starrocks", "CREATE TABLE mine (a integer)"))
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> as("starrocks", "DROP TABLE order_history")).hasMessageContaining("denied");
        assertThatThrownBy(() -> as("starrocks", "ALTER TABLE order_history ADD mine integer"))
                .hasMessageContaining("denied");
    }

    @Test
    void validateIsContentWithTheRightName() {
        var said = validate(servers.settings(NAME), 0);
        assertThat(said).noneMatch(line -> line.startsWith("WRONG"));
    }

    @Test
    void serversByAnotherNameAreRefused() {
        assertThat(validate(servers.settings(OTHER_NAME), 1))
                .filteredOn(line -> line.startsWith("WRONG"))
                .anyMatch(line -> line.contains("source " + name))
                .anyMatch(line -> line.contains("Kafka at"))
                .anyMatch(line -> line.contains("warehouse clickhouse"))
                .anyMatch(line -> line.contains("warehouse postgres"))
                .anyMatch(line -> line.contains("warehouse starrocks"))
                .noneMatch(line -> line.contains(password));
    }

    @Test
    void serversOfAnUnknownAuthorityAreRefused(@TempDir Path home) {
        var known = servers.certificates();
        var other = Certificates.make(home.resolve("other"), NAME);
        var settings = servers.settings(NAME);
        settings.replaceAll((key, value) ->
                value.replace(known.authority(), other.authority()).replace(known.trustStore(), other.trustStore()));
        assertThat(validate(settings, 1).stream().filter(line -> line.startsWith("WRONG")))
                .hasSizeGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT", "RELOAD", "SHOW DATABASES", "REPLICATION SLAVE", "REPLICATION CLIENT"})
    void oneGrantLessIsNamed(String privilege) {
        var user = Unique.name("u");
        var less =
                Grants.statements("mysql.sql", Map.of("change-me", password, "shop", name, "hindsight", user)).stream()
                        .map(statement -> statement
                                .replaceFirst("\\b" + privilege + ", |, " + privilege + "\\b", "")
                                .replaceFirst("^GRANT " + privilege + " ON .*", "DO 0"))
                        .collect(Collectors.toList());
        Grants.give(servers.mySql(), "", less);
        var settings = servers.settings(NAME);
        settings.put("hindsight.source.username", user);
        assertThat(validate(settings, 1))
                .anyMatch(line -> line.startsWith("WRONG") && line.contains("has no " + privilege + " privilege"));
    }

    /** Runs it as who fills the tables. */
    private void as(String warehouse, String sql) throws SQLException {
        var settings = servers.settings(NAME);
        var prefix = "hindsight.warehouse." + warehouse + ".";
        try (var connection = DriverManager.getConnection(
                        settings.get(prefix + "url"),
                        settings.get(prefix + "username"),
                        settings.get(prefix + "password"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> validate(Map<String, String> settings, int exitCode) {
        var said = Commands.run(settings, "validate");
        assertThat(said.exitCode()).as(said.output()).isEqualTo(exitCode);
        return said.output().lines().toList();
    }
}
