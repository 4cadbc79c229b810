package io.hindsight.source.postgresql.change;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** PostgreSQL's log has no DDL: columns come with the first row after it, and each row lands as what it was. */
@Execution(ExecutionMode.CONCURRENT)
class PostgresSchemaChangesIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    private SourceDatabase source;
    private Map<String, String> settings;

    @BeforeEach
    void makeDatabases() {
        source = SourceDatabase.create(TestServers.sourcePostgres(), "pgddl");
        settings = source.settings();
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + source.name());
            settings.putAll(Pipeline.warehouse(warehouse, source.name()));
        }
    }

    @AfterEach
    void dropDatabase() {
        source.close();
    }

    @Test
    void everyRowLandsAsWhatItWasAlsoWhereCaptureStoppedBetween() {
        source.execute(
                "CREATE TABLE orders (id INT PRIMARY KEY, qty INT NOT NULL)", "INSERT INTO orders VALUES (1, 1)");
        source.publish("orders");
        settings.put("hindsight.table.orders.source", "public.orders");
        try (var pipeline = Pipeline.start(settings)) {
            assertRows("id, qty", "1|1");
            source.execute(
                    "ALTER TABLE orders ADD COLUMN note TEXT NOT NULL DEFAULT 'none'",
                    "INSERT INTO orders VALUES (2, 2, 'two')",
                    "UPDATE orders SET qty = 20 WHERE id = 2");
            assertRows("id, qty, note", "1|1|null", "2|2|two", "2|20|two");
        }
        source.execute(
                "ALTER TABLE orders ALTER COLUMN qty TYPE BIGINT",
                "INSERT INTO orders VALUES (3, 3000000000, 'three')",
                "ALTER TABLE orders DROP COLUMN note",
                "INSERT INTO orders VALUES (4, 4)",
                "ALTER TABLE orders ADD COLUMN came_and_went INT",
                "INSERT INTO orders VALUES (5, 5, 55)",
                "ALTER TABLE orders DROP COLUMN came_and_went",
                "ALTER TABLE orders ADD COLUMN price NUMERIC(12, 4)",
                "INSERT INTO orders VALUES (6, 6, 6.1234)");
        try (var pipeline = Pipeline.start(settings)) {
            source.execute("ALTER TABLE orders RENAME COLUMN qty TO amount", "INSERT INTO orders VALUES (7, 7, NULL)");
            assertRows(
                    "id, qty, note, came_and_went, price, amount",
                    "1|1|null|null|null|null",
                    "2|2|two|null|null|null",
                    "2|20|two|null|null|null",
                    "3|3000000000|three|null|null|null",
                    "4|4|null|null|null|null",
                    "5|5|null|55|null|null",
                    "6|6|null|null|6.1234|null",
                    "7|null|null|null|null|7");
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    /** A name is all that a column is known by: one that fits is gone on with, another one stops the table. */
    @Test
    void aColumnThatIsMadeAgainWithAnotherTypeIsTakenForTheSame() {
        source.execute("CREATE TABLE orders (id INT PRIMARY KEY, v INT)", "INSERT INTO orders VALUES (1, 1)");
        source.publish("orders");
        settings.put("hindsight.table.orders.source", "public.orders");
        try (var pipeline = Pipeline.start(settings)) {
            assertRows("id, v", "1|1");
            source.execute(
                    "BEGIN; ALTER TABLE orders DROP COLUMN v; ALTER TABLE orders ADD COLUMN v BIGINT; INSERT INTO orders"
                            + " VALUES (2, 3000000000); COMMIT",
                    "ALTER TABLE orders ALTER COLUMN v TYPE BIGINT USING v + 1",
                    "UPDATE orders SET v = 4000000000 WHERE id = 2");
            assertRows("id, v", "1|1", "2|3000000000", "2|4000000000");
            assertThat(pipeline.problems()).isEmpty();
            source.execute(
                    "ALTER TABLE orders DROP COLUMN v",
                    "ALTER TABLE orders ADD COLUMN v TEXT",
                    "INSERT INTO orders VALUES (3, 'three')");
            await("the table to stop").untilAsserted(() -> assertThat(pipeline.problems())
                    .anySatisfy(problem -> assertThat(problem).contains("apply-orders-postgres", "v"))
                    .anySatisfy(problem -> assertThat(problem).contains("apply-orders-clickhouse", "v")));
            assertRows("id, v", "1|1", "2|3000000000", "2|4000000000");
        }
    }

    /** Which columns are the key is read from the catalogue with the first row after: what was one row may be two now. */
    @Test
    void aTableWhoseKeyIsAnotherStopsAndTheOthersGoOn() {
        source.execute(
                "CREATE TABLE orders (id INT PRIMARY KEY, code INT NOT NULL)",
                "CREATE TABLE items (id INT PRIMARY KEY)",
                "INSERT INTO orders VALUES (1, 10)");
        source.publish("orders, items");
        settings.put("hindsight.table.orders.source", "public.orders");
        settings.put("hindsight.table.items.source", "public.items");
        try (var pipeline = Pipeline.start(settings)) {
            assertRows("id, code", "1|10");
            source.execute(
                    "ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY (code)",
                    "INSERT INTO orders VALUES (1, 11)",
                    "INSERT INTO items VALUES (1)");
            await("the table to stop")
                    .untilAsserted(
                            () -> assertThat(pipeline.problems()).hasSize(2).allSatisfy(problem -> assertThat(problem)
                                    .contains("told apart by id", "another now", "hindsight.table.orders.key=id")));
            for (var warehouse : WAREHOUSES) {
                await("the other table in " + warehouse).untilAsserted(() -> assertThat(
                                Rows.of(Pipeline.server(warehouse), source.name(), "SELECT id FROM items"))
                        .containsExactly("1"));
            }
            assertRows("id, code", "1|10");
        }
    }

    /** A tree of partitions is one table; a row that moves between two is deleted and created under its key. */
    @Test
    void partitionsComeAndRowsMoveBetweenThem() {
        source.execute(
                "CREATE TABLE orders (id INT PRIMARY KEY, qty INT NOT NULL) PARTITION BY RANGE (id)",
                "CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (0) TO (10)",
                "INSERT INTO orders VALUES (1, 1)");
        source.publish("orders");
        settings.put("hindsight.table.orders.source", "public.orders");
        try (var pipeline = Pipeline.start(settings)) {
            assertRows("id, qty", "1|1");
            source.execute(
                    "CREATE TABLE orders_2 PARTITION OF orders FOR VALUES FROM (10) TO (20)",
                    "INSERT INTO orders VALUES (11, 11)",
                    "UPDATE orders SET id = 12 WHERE id = 1",
                    "TRUNCATE orders_2",
                    "INSERT INTO orders VALUES (2, 2)");
            assertRows("id, op_type, qty", "1|r|1", "1|d|1", "2|c|2", "11|c|11", "12|c|1");
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    /** Each of them is emptied by a change of its own. */
    @Test
    void aTruncateOfSeveralTablesEndsTheRowsOfEach() {
        source.execute(
                "CREATE TABLE orders (id INT PRIMARY KEY)",
                "CREATE TABLE items (id INT PRIMARY KEY, order_id INT REFERENCES orders)",
                "INSERT INTO orders VALUES (1), (2)",
                "INSERT INTO items VALUES (1, 1), (2, 2)");
        source.publish("orders, items");
        settings.put("hindsight.table.orders.source", "public.orders");
        settings.put("hindsight.table.items.source", "public.items");
        try (var pipeline = Pipeline.start(settings)) {
            assertRows("id, is_current", "1|true", "2|true");
            source.execute(
                    "BEGIN; INSERT INTO orders VALUES (3); TRUNCATE orders CASCADE; INSERT INTO orders VALUES (2); COMMIT");
            assertRows("id, is_current", "1|false", "2|false", "2|true", "3|false");
            for (var warehouse : WAREHOUSES) {
                await(warehouse).untilAsserted(() -> assertThat(Rows.of(
                                Pipeline.server(warehouse), source.name(), "SELECT id FROM items WHERE is_current"))
                        .isEmpty());
            }
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    private void assertRows(String columns, String... rows) {
        for (var warehouse : WAREHOUSES) {
            await(warehouse).ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(
                                    Pipeline.server(warehouse),
                                    source.name(),
                                    "SELECT " + columns + " FROM orders ORDER BY id, change_seq")
                            .stream()
                            .map(row -> row.replaceAll("\\|t$", "|true").replaceAll("\\|f$", "|false"))
                            .toList())
                    .containsExactly(rows));
        }
    }
}
