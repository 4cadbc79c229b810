package io.hindsight.source.postgresql.offset;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * The program is killed and started again while transactions run side by side. Each account counts its own versions, so
 * the history itself shows one that is lost, doubled or in the wrong place; -Drestarts=200 takes longer.
 */
class PostgresRestartsUnderLoadIT {

    private static final int RESTARTS = Integer.getInteger("restarts", 4);
    private static final int ACCOUNTS = 20;
    private static final int WRITERS = 4;
    private static final int ROWS_OF_A_COPY = 20;

    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final AtomicInteger copied = new AtomicInteger();
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private SourceDatabase source;

    @BeforeEach
    void makeTables() {
        source = SourceDatabase.create(TestServers.sourcePostgres(), "pgrestarts");
        source.execute(
                "CREATE TABLE accounts (id INT PRIMARY KEY, version INT NOT NULL)",
                "CREATE TABLE entries (id INT PRIMARY KEY, note TEXT)",
                "INSERT INTO accounts SELECT i, 0 FROM generate_series(1, " + ACCOUNTS + ") i");
        source.publish("accounts, entries");
        TestServers.postgres().execute("CREATE DATABASE " + source.name());
    }

    @AfterEach
    void dropDatabase() {
        writers.shutdownNow();
        source.close();
    }

    @Test
    void nothingIsLostDoubledOrMisplaced() throws Exception {
        var settings = source.settings();
        settings.putAll(Pipeline.warehouse("postgres", source.name()));
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        settings.put("hindsight.table.accounts.source", "public.accounts");
        settings.put("hindsight.table.entries.source", "public.entries");
        var random = new Random(7);
        try (var program = PipelineProcess.start(Path.of("target", "restarts", source.name()), settings)) {
            await("the snapshot")
                    .untilAsserted(() -> assertThat(count("accounts")).isGreaterThanOrEqualTo(ACCOUNTS));
            var work = List.of(writer(1), writer(2), writer(3), copier());
            for (var restart = 0; restart < RESTARTS; restart++) {
                var before = count("accounts");
                var more = before + 20 + random.nextInt(200);
                await("changes since the last restart")
                        .untilAsserted(() -> assertThat(count("accounts")).isGreaterThan(more));
                program.kill();
                program.startAgain();
            }
            writing.set(false);
            for (var writer : work) {
                writer.get();
            }
            assertWhole();
        }
    }

    private void assertWhole() {
        var expected = Rows.of(source.server(), source.name(), "SELECT id, version FROM accounts ORDER BY id");
        await("all versions of all accounts").untilAsserted(() -> {
            assertThat(Rows.of(
                            TestServers.postgres(),
                            source.name(),
                            "SELECT id, version FROM accounts_current ORDER BY id"))
                    .isEqualTo(expected);
            assertThat(count("entries")).isEqualTo(copied.get());
        });
        assertThat(Rows.of(
                        TestServers.postgres(),
                        source.name(),
                        "SELECT id, count(*) - 1, count(DISTINCT version) - 1 FROM accounts GROUP BY id ORDER BY id"))
                .as("each version once")
                .isEqualTo(expected.stream()
                        .map(account -> account + "|" + account.substring(account.indexOf('|') + 1))
                        .toList());
        assertThat(Rows.of(
                        TestServers.postgres(),
                        source.name(),
                        "SELECT id, version FROM (SELECT id, version, row_number() OVER (PARTITION BY id ORDER BY"
                                + " change_seq) - 1 AS place FROM accounts) AS placed WHERE version <> place"))
                .as("in their order")
                .isEmpty();
    }

    private int count(String table) {
        return Integer.parseInt(Rows.of(TestServers.postgres(), source.name(), "SELECT count(*) FROM " + table)
                .get(0));
    }

    /** Transactions of several accounts, in the order of their numbers, so that writers wait for each other but not forever. */
    private Future<?> writer(int seed) {
        return writers.submit(() -> {
            var random = new Random(seed);
            try (var connection = source.connect()) {
                connection.setAutoCommit(false);
                while (writing.get()) {
                    for (var account : random.ints(4, 1, ACCOUNTS + 1)
                            .sorted()
                            .boxed()
                            .collect(Collectors.toCollection(java.util.LinkedHashSet::new))) {
                        execute(connection, "UPDATE accounts SET version = version + 1 WHERE id = " + account);
                    }
                    execute(
                            connection,
                            "SELECT pg_logical_emit_message(" + random.nextBoolean() + ", 'hindsight', '')");
                    execute(connection, "SELECT pg_sleep(0.02)");
                    connection.commit();
                }
            }
            return null;
        });
    }

    private Future<?> copier() {
        return writers.submit(() -> {
            try (var connection = source.connect()) {
                var copy = connection.unwrap(PGConnection.class).getCopyAPI();
                while (writing.get()) {
                    var from = copied.get();
                    copy.copyIn(
                            "COPY entries FROM STDIN",
                            new StringReader(IntStream.range(from, from + ROWS_OF_A_COPY)
                                    .mapToObj(id -> id + "\tcopied\n")
                                    .collect(Collectors.joining())));
                    copied.addAndGet(ROWS_OF_A_COPY);
                    execute(connection, "SELECT pg_sleep(0.05)");
                }
            }
            return null;
        });
    }

    private static void execute(Connection connection, String sql) throws java.sql.SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
