package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One table of twenty whose changes can't be applied: the others' are, without delay, and its own when they can be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneTroubledTableIT {

    private static final int ROUNDS = 5;
    /** A little more than a lock is waited for, and less than the troubled table's pauses come to. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private static final List<String> TABLES =
            IntStream.rangeClosed(1, 20).mapToObj(number -> "t" + number).toList();
    private static final String TROUBLED = "t7";
    private static final List<String> OTHERS =
            TABLES.stream().filter(table -> !table.equals(TROUBLED)).toList();

    private final String name = Unique.name("troubled");
    private Pipeline pipeline;
    private int last;

    @BeforeAll
    void followAllTables() {
        TestServers.mySql().execute("CREATE DATABASE " + name);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        for (var table : TABLES) {
            TestServers.mySql().execute("CREATE TABLE " + name + "." + table + " (id INT PRIMARY KEY)");
            settings.put("hindsight.table." + table + ".source", name + "." + table);
        }
        pipeline = Pipeline.start(settings);
        changeAll();
        awaitLast(TABLES);
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void theOthersGoOnWhileTheWarehouseFailsForOne() {
        postgres(
                """
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  RAISE 'no room' USING ERRCODE = 'disk_full';
                END $$""",
                "CREATE TRIGGER fail BEFORE INSERT ON " + TROUBLED + "_stage EXECUTE FUNCTION fail()");
        theOthersGoOn("53100");
        postgres("DROP TRIGGER fail ON " + TROUBLED + "_stage");
        itGoesOnToo();
    }

    @Test
    void theOthersGoOnWhileOneIsLockedBySomebody() throws Exception {
        try (var lock = TestServers.postgres().connect(name)) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE " + TROUBLED + " IN ACCESS EXCLUSIVE MODE");
            theOthersGoOn("55P03");
            lock.rollback();
        }
        itGoesOnToo();
    }

    private void theOthersGoOn(String reason) {
        changeAll();
        awaitLast(OTHERS);
        await("its trouble").untilAsserted(() -> assertThat(pipeline.problems())
                .singleElement()
                .asString()
                .contains("apply-" + TROUBLED + "-postgres", reason));
        for (var round = 0; round < ROUNDS; round++) {
            changeAll();
            var begin = System.nanoTime();
            awaitLast(OTHERS);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("the other tables' delay")
                    .isLessThan(SOON);
        }
        assertThat(pipeline.problems()).as("that one only").hasSize(1);
    }

    private void itGoesOnToo() {
        await("all of its changes, each once").untilAsserted(() -> assertThat(
                        Rows.of(TestServers.postgres(), name, "SELECT count(*), max(id) FROM " + TROUBLED))
                .containsExactly(last + "|" + last));
        await("health").untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
    }

    /** Each table gets a row more: the troubled one has changes waiting all the time. */
    private void changeAll() {
        last++;
        TestServers.mySql()
                .execute(TABLES.stream()
                        .map(table -> "INSERT INTO " + name + "." + table + " VALUES (" + last + ")")
                        .toArray(String[]::new));
    }

    private void awaitLast(List<String> tables) {
        var having = tables.stream()
                .map(table -> "SELECT id FROM " + table + " WHERE id = " + last)
                .collect(Collectors.joining(" UNION ALL "));
        await("row " + last)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Rows.of(TestServers.postgres(), name, having).size() == tables.size());
    }

    private void postgres(String... statements) {
        Rows.execute(TestServers.postgres(), name, statements);
    }
}
