package io.hindsight.source.postgresql.engine;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.reconcile.Reconciliation;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A database with thousands of tables, of which one is declared, of hundreds of columns, with a large row. */
class PostgresLimitsIT {

    private static final int TABLES = 2_000;
    private static final int COLUMNS = 800;
    private static final int LARGE = 20_000_000;
    /** More than an index takes, and nothing that could be compressed. */
    private static final String RANDOM = "SELECT string_agg(md5(i::text), '') FROM generate_series(1, 200) i";

    @Test
    void aWideTableAmongThousandsIsKept() throws Exception {
        try (var source = SourceDatabase.create("pglimits")) {
            source.execute(
                    "DO $$ BEGIN FOR i IN 1.." + TABLES
                            + " LOOP EXECUTE format('CREATE TABLE other_%s (id INT PRIMARY KEY)', i); END LOOP; END $$",
                    "CREATE TABLE wide (id INT PRIMARY KEY, text TEXT, " + columns(COLUMNS) + ")",
                    "INSERT INTO wide (id, c0) VALUES (1, 1)");
            source.publish("wide");
            var settings = settings(source);
            settings.put("hindsight.table.wide.source", "public.wide");
            try (var pipeline = Pipeline.start(settings)) {
                await("the snapshot").ignoreExceptions().untilAsserted(() -> assertThat(versions(source))
                        .hasSize(1));
                source.execute(
                        "UPDATE wide SET c" + (COLUMNS - 1) + " = 7, text = repeat('0123456789', 500000) WHERE id = 1",
                        "UPDATE wide SET c0 = 2 WHERE id = 1");
                await("a row of 5 MB").untilAsserted(() -> {
                    assertThat(pipeline.problems()).isEmpty();
                    assertThat(versions(source)).containsExactly("1|null|null", "1|7|5000000", "2|7|5000000");
                });
                assertEqual(Settings.of(settings));
            }
        }
    }

    private static void assertEqual(Settings settings) throws Exception {
        try (var reconciliation = new Reconciliation(settings)) {
            var captured = SourceTables.once(settings).values().iterator().next();
            var report = reconciliation.compare(captured, settings.warehouse("postgres"));
            assertThat(report.differences()).isEmpty();
            assertThat(report.rows()).isOne();
        }
    }

    @Test
    void aTableThatTheWarehouseHasTooFewColumnsForWaitsAlone() throws Exception {
        try (var source = SourceDatabase.create("pgtoowide")) {
            source.execute(
                    "CREATE TABLE wide (id INT PRIMARY KEY, " + columns(1_400) + ")",
                    "CREATE TABLE items (id INT PRIMARY KEY)",
                    "INSERT INTO wide (id) VALUES (1)",
                    "INSERT INTO items VALUES (1)");
            source.publish("wide, items");
            var settings = settings(source);
            settings.put("hindsight.table.wide.source", "public.wide");
            settings.put("hindsight.table.items.source", "public.items");
            try (var pipeline = Pipeline.start(settings)) {
                await("what is said of it").untilAsserted(() -> assertThat(pipeline.problems())
                        .singleElement()
                        .asString()
                        .contains("hindsight.table.wide", "more columns", "54011", "hindsight.table.wide.exclude="));
                source.execute("INSERT INTO items VALUES (2)");
                await("the other table").untilAsserted(() -> assertThat(
                                Rows.of(TestServers.postgres(), source.name(), "SELECT id FROM items ORDER BY id"))
                        .containsExactly("1", "2"));
            }
        }
    }

    /** An index entry of a PostgreSQL has 2,704 bytes at most; the source needs none for a key that is declared. */
    @Test
    void aKeyThatTheWarehousesIndexHasNoRoomForIsADeadLetter() throws Exception {
        try (var source = SourceDatabase.create("pglongkey")) {
            source.execute(
                    "CREATE TABLE pages (url TEXT NOT NULL, v INT)",
                    "ALTER TABLE pages REPLICA IDENTITY FULL",
                    "INSERT INTO pages VALUES ('a', 1), ((" + RANDOM + "), 1), ('b', 1)");
            source.publish("pages");
            var settings = settings(source);
            settings.put("hindsight.table.pages.source", "public.pages");
            settings.put("hindsight.table.pages.key", "url");
            settings.put("hindsight.table.pages_now.source", "public.pages");
            settings.put("hindsight.table.pages_now.key", "url");
            settings.put("hindsight.table.pages_now.keep", "current");
            try (var pipeline = Pipeline.start(settings)) {
                source.execute("UPDATE pages SET v = 2", "INSERT INTO pages VALUES (repeat('c', 5000), 1)");
                for (var table : List.of("pages_current", "pages_now")) {
                    await("the other rows").ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(
                                    TestServers.postgres(),
                                    source.name(),
                                    "SELECT left(url, 1), v FROM " + table + " ORDER BY url"))
                            .containsExactly("a|2", "b|2", "c|1"));
                }
                assertThat(pipeline.problems()).isEmpty();
                await("what is said of it").untilAsserted(() -> assertThat(
                                Commands.run(settings, "dead-letters", "list").output())
                        .contains(
                                "its key, url, is too long",
                                "54000",
                                "hindsight.table.pages.warehouses",
                                "hindsight.table.pages_now.warehouses"));
            }
        }
    }

    /** As a snapshot reads it, and as the stream brings it. */
    @Test
    void aRowThatIsTooLargeHoldsItsTableAlone() throws Exception {
        try (var source = SourceDatabase.create("pglarge")) {
            source.execute(
                    "CREATE TABLE there (id INT PRIMARY KEY, text TEXT)",
                    "CREATE TABLE written (id INT PRIMARY KEY, text TEXT)",
                    "CREATE TABLE items (id INT PRIMARY KEY)",
                    "INSERT INTO there VALUES (1, repeat('x', " + LARGE + "))");
            source.publish("there, written, items");
            var settings = settings(source);
            for (var table : List.of("there", "written", "items")) {
                settings.put("hindsight.table." + table + ".source", "public." + table);
            }
            try (var pipeline = Pipeline.start(settings)) {
                assertHeld(pipeline, "public.there");
                source.execute(
                        "INSERT INTO written VALUES (1, repeat('x', " + LARGE + "))", "INSERT INTO items VALUES (1)");
                assertHeld(pipeline, "public.written");
                await("the other table").untilAsserted(() -> assertThat(
                                Rows.of(TestServers.postgres(), source.name(), "SELECT id FROM items"))
                        .containsExactly("1"));
            }
        }
    }

    private static void assertHeld(Pipeline pipeline, String table) {
        await("what is said of " + table).untilAsserted(() -> assertThat(pipeline.problems())
                .anySatisfy(problem -> assertThat(problem).contains(table, "hindsight.kafka.max-message-bytes")));
    }

    private static Map<String, String> settings(SourceDatabase source) {
        TestServers.postgres().execute("CREATE DATABASE " + source.name());
        var settings = source.settings();
        settings.putAll(Pipeline.warehouse("postgres", source.name()));
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        return settings;
    }

    private static String columns(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i + " INT").collect(Collectors.joining(", "));
    }

    private static List<String> versions(SourceDatabase source) {
        return Rows.of(
                TestServers.postgres(),
                source.name(),
                "SELECT c0, c" + (COLUMNS - 1) + ", length(text) FROM wide ORDER BY change_seq");
    }
}
