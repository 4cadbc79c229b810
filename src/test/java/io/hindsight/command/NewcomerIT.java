package io.hindsight.command;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What somebody tries in the first hour, in that order, and what the commands say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NewcomerIT {

    private final String name = Unique.name("newcomer");
    private Map<String, String> settings;
    private Pipeline pipeline;

    @BeforeAll
    void declare() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, quantity BIGINT NOT NULL,"
                                + " place GEOMETRY NOT NULL)",
                        "CREATE TABLE " + name + ".others (id INT PRIMARY KEY)",
                        "CREATE TABLE " + name + ".signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL,"
                                + " data MEDIUMTEXT)",
                        "CREATE VIEW " + name + ".seen AS SELECT * FROM " + name + ".orders",
                        "INSERT INTO " + name + ".orders VALUES (1, 10, ST_GeomFromText('POINT(1 2)'))");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        settings = Pipeline.settings(name, List.of("clickhouse", "postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.order_log.source", name + ".orders");
        settings.put("hindsight.source.signal-table", name + ".signals");
        settings.put("hindsight.http.port", String.valueOf(Http.onFreePort().port()));
    }

    @AfterAll
    void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    @Order(1)
    void aCheckBeforeTheFirstRunSaysWhatToDo() {
        var check = Commands.run(settings, "check");
        assertThat(check.exitCode()).as(check.output()).isEqualTo(1);
        assertThat(check.output().strip().lines())
                .allMatch(line -> line.startsWith("can't compare "))
                .allMatch(line -> line.contains("hindsight run"));
    }

    @Test
    @Order(2)
    void aViewIsNoTable() {
        for (var key : List.of("", "id")) {
            var said = Commands.run(
                    with("hindsight.table.seen.source", name + ".seen", "hindsight.table.seen.key", key), "ddl");
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.output()).contains("hindsight.table.seen (" + name + ".seen)", "a view is none");
        }
        assertThat(Commands.run(with("hindsight.table.seen.source", name + ".seen"), "validate")
                        .output())
                .contains("WRONG  table " + name + ".seen isn't there, is a view or the user may not see it");
    }

    @Test
    @Order(3)
    void aGeometryThatIsNeverNullIsTheSameAfterARestart() {
        pipeline = Pipeline.startServed(settings);
        awaitVersions(1);
        pipeline.close();
        pipeline = Pipeline.startServed(settings);
        TestServers.mySql().execute("UPDATE " + name + ".orders SET quantity = 11");
        awaitVersions(2);
        assertThat(pipeline.problems()).isEmpty();
    }

    private void awaitVersions(int count) {
        for (var warehouse : List.of("clickhouse", "postgres")) {
            await().ignoreExceptions().untilAsserted(() -> assertThat(
                            Rows.of(Pipeline.server(warehouse), name, "SELECT count(*) FROM orders"))
                    .containsExactly(String.valueOf(count)));
        }
    }

    @Test
    @Order(4)
    void aSnapshotOfATableThatTheProgramDoesNotHaveIsRefusedAtOnce() {
        var said = Commands.run(with("hindsight.table.others.source", name + ".others"), "snapshot", "others");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.output())
                .startsWith("no snapshot: the program at http://127.0.0.1:")
                .contains("doesn't have " + name + ".others: start it again");
    }

    @Test
    @Order(5)
    void aLetterSaysWhoseItIsAndWhetherItWasRefusedAgain() throws Exception {
        Rows.execute(
                TestServers.postgres(), name, "ALTER TABLE order_log_stage ADD CONSTRAINT small CHECK (quantity < 99)");
        TestServers.mySql().execute("UPDATE " + name + ".orders SET quantity = 100");
        await().untilAsserted(() -> assertThat(
                        Commands.run(settings, "dead-letters", "list").output())
                .contains(name + ".orders (order_log) in postgres: ", "1 dead letter"));
        var again = Commands.run(settings, "dead-letters", "replay");
        assertThat(again.output())
                .contains("1 dead letter sent back", "1 of them refused again: hindsight dead-letters list says why");
        assertThat(again.exitCode()).isEqualTo(1);
        Rows.execute(TestServers.postgres(), name, "ALTER TABLE order_log_stage DROP CONSTRAINT small");
        var taken = Commands.run(settings, "dead-letters", "replay");
        assertThat(taken.output().strip()).isEqualTo("1 dead letter sent back");
        assertThat(taken.exitCode()).isZero();
    }

    private Map<String, String> with(String... more) {
        var all = new TreeMap<>(settings);
        for (var index = 0; index < more.length; index += 2) {
            all.put(more[index], more[index + 1]);
        }
        return all;
    }
}
