package io.hindsight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hindsight.settings.Settings;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.Question;
import io.hindsight.warehouse.TestTables;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A question that takes too long is given up, whether the warehouse works or hangs, and the next one is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class QueryTimeoutIT {

    private static final Question QUICK = new Question("SELECT 1", List.of(), "", false);

    private final String name = Unique.name("patience");
    private final ReadPools pools = new ReadPools();

    @BeforeAll
    void create() {
        for (var warehouse : List.of("clickhouse", "postgres", "starrocks")) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
        }
    }

    @AfterAll
    void close() {
        pools.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres", "starrocks"})
    void aWarehouseThatWorksForTooLongIsToldToStop(String warehouse) {
        var history = history(warehouse);
        var problem = catchThrowableOfType(Problem.class, () -> history.ask(slow(warehouse)));
        assertThat(problem.status()).as(problem.getMessage()).isEqualTo(504);
        assertThat(problem).hasMessage("the warehouse needs more than 2 s to answer");
        assertThat(history.ask(QUICK)).containsExactly(List.of("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres", "starrocks"})
    void aWarehouseThatHangsIsLeft(String warehouse) throws InterruptedException {
        var history = history(warehouse);
        history.ask(QUICK);
        var asked = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(Problem.class, () -> history.ask(slow(warehouse))));
        TimeUnit.SECONDS.sleep(1);
        var server = Pipeline.server(warehouse);
        server.freeze();
        try {
            assertThat(asked.join().status()).isEqualTo(503);
            assertThat(catchThrowableOfType(Problem.class, () -> history.ask(QUICK))
                            .status())
                    .isEqualTo(503);
        } finally {
            server.thaw();
        }
        assertThat(history.ask(QUICK)).containsExactly(List.of("1"));
    }

    private KeptHistory history(String warehouse) {
        var settings = Pipeline.settings(name, List.of(warehouse));
        settings.put("hindsight.table.people.source", "shop.people");
        var kept = Settings.of(settings).warehouse(warehouse);
        return new KeptHistory(
                kept.dialect(), TestTables.people("people", KeepMode.HISTORY), pools.of(kept), Duration.ofSeconds(2));
    }

    private static Question slow(String warehouse) {
        var sql =
                switch (warehouse) {
                    case "clickhouse" -> "SELECT count() FROM numbers(60) WHERE sleepEachRow(1) = 0 SETTINGS max_block_size = 1";
                    case "postgres" -> "SELECT pg_sleep(60)";
                    default -> "SELECT sleep(60)";
                };
        return new Question(sql, List.of(), "", false);
    }
}
