package io.hindsight.source.postgresql.change;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** However an application writes, the current tables have what its own tables have, and each version is one that was committed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresWritersIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    private SourceDatabase source;
    private Map<String, String> settings;
    private Pipeline pipeline;

    @BeforeAll
    void start() {
        source = SourceDatabase.create(TestServers.sourcePostgres(), "pgwriters");
        source.execute(
                // a transaction of more is written to disk, and of a part that is rolled back nothing may be seen
                "ALTER DATABASE " + source.name() + " SET logical_decoding_work_mem = '64kB'",
                "CREATE TABLE accounts (id INT PRIMARY KEY, v TEXT, big TEXT)",
                "CREATE TABLE orders (id INT PRIMARY KEY, v TEXT)",
                "CREATE TABLE lines (id INT PRIMARY KEY, order_id INT REFERENCES orders ON DELETE CASCADE ON UPDATE CASCADE,"
                        + " gift INT REFERENCES accounts ON DELETE SET NULL)",
                "CREATE TABLE counted (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a INT,"
                        + " twofold INT GENERATED ALWAYS AS (a * 2) STORED, v TEXT)",
                "CREATE TABLE by_code (code TEXT NOT NULL, other INT NOT NULL, v TEXT)",
                "CREATE UNIQUE INDEX code_index ON by_code (code)",
                "CREATE UNIQUE INDEX other_index ON by_code (other)",
                "ALTER TABLE by_code REPLICA IDENTITY USING INDEX code_index",
                "CREATE TABLE no_key (a INT, v TEXT)",
                "ALTER TABLE no_key REPLICA IDENTITY FULL",
                "CREATE TABLE later (id INT PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, v TEXT)",
                "ALTER TABLE later REPLICA IDENTITY FULL",
                "INSERT INTO accounts VALUES (1, 'one', repeat('1', 100000))");
        source.publish("accounts, orders, lines, counted, by_code, no_key, later");
        if (source.version() >= 18) {
            source.execute(
                    "ALTER TABLE counted ADD COLUMN thrice INT GENERATED ALWAYS AS (a * 3) VIRTUAL",
                    "ALTER PUBLICATION " + source.name() + " SET (publish_generated_columns = stored)");
        }
        settings = source.settings();
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + source.name());
            settings.putAll(Pipeline.warehouse(warehouse, source.name()));
        }
        for (var table : List.of("accounts", "orders", "lines", "counted", "by_code", "no_key", "later")) {
            settings.put("hindsight.table." + table + ".source", "public." + table);
        }
        settings.put("hindsight.table.by_code.key", "code");
        settings.put("hindsight.table.no_key.key", "a");
        pipeline = Pipeline.start(settings);
        assertSame("accounts", "id, v, big");
    }

    @AfterAll
    void stop() {
        pipeline.close();
        source.close();
    }

    @Test
    void aPreparedTransactionIsThereOnceItIsCommittedThoughCaptureStartedAnewBetween() {
        source.execute(
                "BEGIN; INSERT INTO orders VALUES (100, 'kept'), (101, 'kept too'); PREPARE TRANSACTION 'kept_"
                        + source.name() + "'",
                "BEGIN; INSERT INTO orders VALUES (102, 'given up'); PREPARE TRANSACTION 'gone_" + source.name() + "'",
                "INSERT INTO orders VALUES (103, 'beside')");
        assertSame("orders", "id, v");
        pipeline.close();
        source.execute("INSERT INTO orders VALUES (104, 'while it stood')");
        pipeline = Pipeline.start(settings);
        assertSame("orders", "id, v");
        source.execute(
                "ROLLBACK PREPARED 'gone_" + source.name() + "'", "COMMIT PREPARED 'kept_" + source.name() + "'");
        assertSame("orders", "id, v");
        assertVersions("orders WHERE id BETWEEN 100 AND 104", 4);
    }

    @Test
    void whatIsRolledBackToASavepointIsNowhere() {
        source.execute("BEGIN; INSERT INTO accounts VALUES (200, 'a', NULL); SAVEPOINT s;"
                + " INSERT INTO accounts VALUES (201, 'gone', NULL); UPDATE accounts SET v = 'gone' WHERE id = 200;"
                + " ROLLBACK TO s; SAVEPOINT t; INSERT INTO accounts VALUES (202, 'c', NULL); RELEASE t;"
                + " UPDATE accounts SET v = 'b' WHERE id = 200; COMMIT");
        assertSame("accounts", "id, v, big");
        assertVersions("accounts WHERE id BETWEEN 200 AND 202", 3);
    }

    @Test
    void aTransactionThatIsLargerThanTheServersMemoryComesWhole() {
        source.execute("BEGIN; INSERT INTO orders SELECT i, 'v' || i FROM generate_series(1000, 4999) i; SAVEPOINT s;"
                + " UPDATE orders SET v = 'gone' WHERE id >= 1000; ROLLBACK TO s;"
                + " DELETE FROM orders WHERE id >= 1000 AND id % 2 = 0; COMMIT");
        assertSame("orders", "id, v");
        assertVersions("orders WHERE id >= 1000 AND v LIKE 'gone'", 0);
        assertVersions("orders WHERE id >= 1000", 6000);
    }

    @Test
    void upsertsAndWhatTriggersAndForeignKeysDoAreChangesLikeOthers() {
        source.execute(
                "INSERT INTO accounts VALUES (300, 'x', NULL) ON CONFLICT (id) DO UPDATE SET v = 'y'",
                "INSERT INTO accounts VALUES (300, 'x', NULL) ON CONFLICT (id) DO UPDATE SET v = 'y'",
                "INSERT INTO accounts VALUES (300, 'z', NULL) ON CONFLICT DO NOTHING",
                "INSERT INTO orders VALUES (300, 'o'), (301, 'o')",
                "INSERT INTO lines VALUES (1, 300, 300), (2, 300, NULL), (3, 301, 300)",
                "UPDATE orders SET id = 302 WHERE id = 301",
                "DELETE FROM orders WHERE id = 300",
                "DELETE FROM accounts WHERE id = 300",
                "SET session_replication_role = replica; INSERT INTO lines VALUES (4, 302, NULL); UPDATE lines SET gift"
                        + " = NULL WHERE id = 4",
                "ALTER TABLE lines ENABLE ROW LEVEL SECURITY",
                "INSERT INTO lines VALUES (5, 302, NULL)",
                "ALTER TABLE lines DISABLE ROW LEVEL SECURITY");
        if (source.version() >= 15) {
            source.execute("MERGE INTO orders o USING (VALUES (302, 'merged'), (303, 'new')) n (id, v) ON o.id = n.id"
                    + " WHEN MATCHED THEN UPDATE SET v = n.v WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.v)");
        }
        assertSame("accounts", "id, v, big");
        assertSame("orders", "id, v");
        assertSame("lines", "id, order_id, gift");
    }

    @Test
    void aKeyThatIsSetToItselfIsNoNewKeyAndALargeValueStays() {
        source.execute(
                "UPDATE accounts SET id = id",
                "UPDATE accounts SET v = 'uno' WHERE id = 1",
                "VACUUM FULL accounts",
                "UPDATE accounts SET v = 'eins' WHERE id = 1",
                "CLUSTER accounts USING accounts_pkey",
                "UPDATE accounts SET v = 'un' WHERE id = 1");
        assertSame("accounts", "id, v, big");
        assertVersions("accounts WHERE id = 1 AND op_type = 'd'", 0);
    }

    @Test
    void identityColumnsAreKeysAndGeneratedOnesAreLeftOut() {
        source.execute(
                "INSERT INTO counted (a, v) VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO counted (id, a, v) OVERRIDING SYSTEM VALUE VALUES (1000, 3, 'c')",
                "UPDATE counted SET a = a + 1",
                "ALTER TABLE counted ALTER COLUMN twofold DROP EXPRESSION",
                "INSERT INTO counted (a, v, twofold) VALUES (9, 'd', 9)");
        assertSame("counted", "id, a, v");
        assertThat(Rows.of(
                        Pipeline.server("postgres"),
                        source.name(),
                        "SELECT column_name FROM information_schema.columns WHERE table_name = 'counted_current' AND"
                                + " column_name IN ('a', 'thrice')"))
                .containsExactly("a");
    }

    @Test
    void theReplicaIdentityMayChangeWhileChangesFlow() {
        source.execute(
                "INSERT INTO by_code VALUES ('a', 1, 'a'), ('b', 2, 'b'), ('c', 3, 'c')",
                "UPDATE by_code SET v = 'a2' WHERE code = 'a'",
                "UPDATE by_code SET code = 'd' WHERE code = 'b'",
                "ALTER TABLE by_code REPLICA IDENTITY FULL",
                "UPDATE by_code SET code = 'e', v = 'e' WHERE code = 'd'",
                "DELETE FROM by_code WHERE code = 'c'",
                "ALTER TABLE by_code REPLICA IDENTITY USING INDEX code_index",
                "DELETE FROM by_code WHERE code = 'a'");
        assertSame("by_code", "code, other, v");
    }

    @Test
    void aTableWithoutAKeyAndOneWithALateOneAreKeptByWhatIsDeclared() {
        source.execute(
                "INSERT INTO no_key VALUES (1, 'a'), (2, 'b')",
                "UPDATE no_key SET v = 'c' WHERE a = 1",
                "UPDATE no_key SET a = 3 WHERE a = 2",
                "DELETE FROM no_key WHERE a = 1",
                "INSERT INTO later VALUES (1, 'a'), (2, 'b')",
                "UPDATE later SET id = id + 10");
        assertSame("no_key", "a, v");
        assertSame("later", "id, v");
    }

    @Test
    void columnsThatChangeInTheTransactionOfTheirRowsAreThoseOfEachRow() {
        source.execute(
                "CREATE TABLE copied AS SELECT * FROM orders",
                "BEGIN; INSERT INTO orders VALUES (500, 'before'); ALTER TABLE orders ADD COLUMN at DOUBLE PRECISION"
                        + " DEFAULT random(); INSERT INTO orders VALUES (501, 'after'); ALTER TABLE orders DROP COLUMN"
                        + " at; INSERT INTO orders VALUES (502, 'again'); COMMIT",
                "BEGIN; ALTER TABLE orders ADD COLUMN never INT; INSERT INTO orders VALUES (503, 'no', 1); ROLLBACK",
                "INSERT INTO orders VALUES (504, 'yes')",
                "DROP TABLE copied");
        assertSame("orders", "id, v");
    }

    private void assertSame(String table, String columns) {
        var query = "SELECT " + columns + " FROM %s ORDER BY 1";
        var rows = Rows.of(source.server(), source.name(), query.formatted(table));
        for (var warehouse : WAREHOUSES) {
            await(table + " in " + warehouse).untilAsserted(() -> {
                assertThat(pipeline.problems()).isEmpty();
                assertThat(Rows.of(Pipeline.server(warehouse), source.name(), query.formatted(table + "_current")))
                        .isEqualTo(rows);
            });
        }
    }

    private void assertVersions(String tableAndCondition, int number) {
        for (var warehouse : WAREHOUSES) {
            assertThat(Rows.of(Pipeline.server(warehouse), source.name(), "SELECT count(*) FROM " + tableAndCondition))
                    .as(warehouse)
                    .containsExactly(String.valueOf(number));
        }
    }
}
