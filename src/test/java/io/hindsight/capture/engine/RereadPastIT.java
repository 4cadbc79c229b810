package io.hindsight.capture.engine;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans in which tables were altered, emptied, renamed and made anew are read again as they were the first time. */
class RereadPastIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final List<String> TABLES = List.of("altered", "emptied", "swapped", "remade", "people", "live");

    private final String name = Unique.name("past");
    private final Map<String, String> settings = Pipeline.settings(name, WAREHOUSES);

    @BeforeEach
    void createTables() {
        TestServers.mySql().execute("CREATE DATABASE " + name);
        for (var table : TABLES) {
            mySql("CREATE TABLE " + table + " (id INT PRIMARY KEY, a VARCHAR(50), b VARCHAR(50))");
            mySql("INSERT INTO " + table + " VALUES (1, 'one', 'eins'), (2, 'two', 'zwei')");
            settings.put("hindsight.table." + table + ".source", name + "." + table);
        }
        mySql("CREATE TABLE other (id INT PRIMARY KEY, a VARCHAR(50), b VARCHAR(50))");
        settings.put("hindsight.mask.secret", "a secret of sixteen characters or more");
        settings.put("hindsight.table.people.mask", "a:hash");
        settings.put("hindsight.table.people.exclude", "b");
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + name));
    }

    @Test
    void whateverHappenedToTables() throws InterruptedException {
        try (var pipeline = Pipeline.start(settings)) {
            TABLES.forEach(table -> awaitRows("2", "SELECT count(*) FROM " + table));
            var since = Rows.of(
                            TestServers.mySql(),
                            name,
                            "SELECT DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%dT%H:%i:%s.%fZ') FROM (SELECT SLEEP(0.01)) AS t")
                    .get(0);
            mySql("UPDATE altered SET a = 'before' WHERE id = 1");
            mySql("ALTER TABLE altered ADD c VARCHAR(50) FIRST");
            mySql("UPDATE altered SET c = 'added' WHERE id = 1");
            mySql("ALTER TABLE altered DROP COLUMN a");
            mySql("UPDATE altered SET c = 'dropped' WHERE id = 1");
            mySql("ALTER TABLE altered RENAME COLUMN b TO d");
            mySql("UPDATE altered SET c = 'renamed', d = 'new' WHERE id = 2");
            mySql("UPDATE emptied SET a = 'before' WHERE id = 1");
            mySql("TRUNCATE TABLE emptied");
            mySql("INSERT INTO emptied VALUES (2, 'after', 'danach')");
            mySql("UPDATE swapped SET a = 'before' WHERE id = 1");
            mySql("RENAME TABLE swapped TO swapped_old, other TO swapped");
            mySql("INSERT INTO swapped VALUES (7, 'after', 'danach')");
            mySql("UPDATE remade SET a = 'before' WHERE id = 1");
            mySql("DROP TABLE remade");
            mySql("CREATE TABLE remade (id INT PRIMARY KEY, b VARCHAR(50), a VARCHAR(50))");
            mySql("INSERT INTO remade VALUES (7, 'danach', 'after')");
            mySql("UPDATE people SET a = 'a secret name', b = 'nobody''s' WHERE id = 1");
            mySql("DELETE FROM people WHERE id = 2");
            awaitRows("renamed", "SELECT c FROM altered_current WHERE id = 2");
            awaitRows("2", "SELECT id FROM emptied_current WHERE id = 2");
            awaitRows("7", "SELECT id FROM swapped_current WHERE id = 7");
            awaitRows("7", "SELECT id FROM remade_current WHERE id = 7");
            awaitRows("1", "SELECT count(*) FROM people WHERE op_type = 'd'");
            var before = histories();
            for (var table : TABLES) {
                Rows.execute(
                        Pipeline.server("postgres"), name, "DELETE FROM " + table + " WHERE op_type NOT IN ('r', 't')");
                Rows.execute(
                        Pipeline.server("clickhouse"),
                        name,
                        "ALTER TABLE " + table + "_rows DELETE WHERE op_type NOT IN ('r', 't')"
                                + " SETTINGS mutations_sync = 2");
            }
            assertThat(histories()).isNotEqualTo(before);

            var stop = new AtomicBoolean();
            var updates = new AtomicInteger();
            var writer = new Thread(() -> {
                while (!stop.get()) {
                    mySql("UPDATE live SET a = " + updates.incrementAndGet() + " WHERE id = 1");
                }
            });
            writer.start();
            readAgain(since);
            readAgain(since);
            stop.set(true);
            writer.join();
            awaitRows(String.valueOf(updates.get()), "SELECT a FROM live_current WHERE id = 1");
            awaitRows(String.valueOf(updates.get()), "SELECT count(*) FROM live WHERE op_type = 'u'");
            await().untilAsserted(() -> assertThat(histories()).isEqualTo(before));
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    private void readAgain(String since) {
        assertThat(Commands.run(settings, "reread", "--since", since).output()).contains("asked for");
        await().untilAsserted(() ->
                assertThat(Commands.run(settings, "reread").output()).contains("done, 100%"));
    }

    private Map<String, List<String>> histories() {
        var histories = new HashMap<String, List<String>>();
        for (var warehouse : WAREHOUSES) {
            for (var table : TABLES.subList(0, TABLES.size() - 1)) {
                histories.put(
                        table + " in " + warehouse,
                        Rows.of(
                                Pipeline.server(warehouse),
                                name,
                                "SELECT * FROM " + table + (warehouse.equals("clickhouse") ? " FINAL" : "")
                                        + " ORDER BY id, change_seq"));
            }
        }
        return histories;
    }

    private void awaitRows(String row, String sql) {
        for (var warehouse : WAREHOUSES) {
            await().ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(Pipeline.server(warehouse), name, sql))
                    .containsExactly(row));
        }
    }

    private void mySql(String sql) {
        Rows.execute(TestServers.mySql(), name, sql);
    }
}
