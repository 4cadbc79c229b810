package io.hindsight.capture.engine;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.reread.Beginnings;
import io.hindsight.capture.reread.Begun;
import io.hindsight.oracle.AuditedTable;
import io.hindsight.oracle.Moments;
import io.hindsight.reconcile.Commands;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import io.hindsight.testing.Http;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A history that begins in the log answers for every moment as the source was, also of the time before the program's first
 * start: random work of several connections, and a program that is killed while it reads. {@code -Dpast.rounds=4000} is
 * twenty minutes of work.
 */
class HistoryFromLogIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final Map<String, String> MD5 = Map.of("clickhouse", "lower(hex(MD5(%s)))", "postgres", "md5(%s)");
    private static final int ROUNDS = Integer.getInteger("past.rounds", 200);
    private static final int KEYS = 40;
    private static final int WRITERS = 3;

    private final String name = Unique.name("past");
    private final Map<String, String> settings = Pipeline.settings(name, WAREHOUSES);
    private final Random random = new Random(name.hashCode());
    private final AuditedTable kept = table("kept");
    private final AuditedTable made = table("made");
    private final Map<AuditedTable, Moments> moments = Map.of(
            kept, new Moments(TestServers.mySql(), name, kept), made, new Moments(TestServers.mySql(), name, made));
    private JdbcServer source = TestServers.mySql();
    private int columns;

    private static AuditedTable table(String name) {
        return new AuditedTable(name, name, "id", "n", "v", "VARCHAR(100)", 1);
    }

    private JdbcServer source() {
        return source;
    }

    @Test
    void everyMomentIsAsTheSourceWasAlsoWhereTheProgramIsKilledWhileItReads(@TempDir Path directory) {
        var since = begin();
        work(ROUNDS, true);
        settings.put("hindsight.source.history-from", since.replace(' ', 'T') + "Z");
        settings.put("hindsight.reread.rows-per-second", String.valueOf(ROUNDS / 10));
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + name));
        moments.keySet()
                .forEach(table ->
                        settings.put("hindsight.table." + table.declared() + ".source", name + "." + table.name()));
        try (var pipeline = PipelineProcess.start(directory, settings)) {
            for (var kills = 0; kills < 5; kills++) {
                work(5, false);
                await().until(() -> begun("kept").isPresent());
                pipeline.kill();
                work(5, false);
                pipeline.startAgain();
            }
            await().until(() -> begun("kept").filter(Begun::isSaid).isPresent());
            work(5, false);
            moments.forEach((table, asked) ->
                    WAREHOUSES.forEach(warehouse -> await().ignoreExceptions().untilAsserted(() -> assertThat(
                                    asked.differences(Pipeline.server(warehouse), MD5.get(warehouse), since))
                            .as(warehouse)
                            .isEmpty())));
            assertThat(moments.get(kept).count()).isGreaterThanOrEqualTo(ROUNDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void rowsBeginWhereTheLogDoesAndAForgottenOneStaysAway(String kind) {
        if (kind.equals("mariadb")) {
            useMariaDb();
        }
        source().execute("CREATE DATABASE " + name);
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + name));
        mySql("CREATE TABLE orders (id INT PRIMARY KEY, v VARCHAR(20), secret VARCHAR(20))");
        mySql(
                "INSERT INTO orders VALUES (1, 'one', 'x'), (2, 'two', 'x'), (3, 'three', 'x'), (4, 'four', 'x'), (9, 'nine', 'x')");
        var since = wholeSecond();
        mySql("UPDATE orders SET v = 'uno' WHERE id = 1");
        mySql("DELETE FROM orders WHERE id = 2");
        mySql("UPDATE orders SET id = 5 WHERE id = 4");
        for (var times = 0; times < 40; times++) {
            mySql("INSERT INTO orders VALUES (" + (100 + times) + ", 'more', 'x')");
        }
        mySql("UPDATE orders SET v = 'neuf' WHERE id = 9");
        mySql("DELETE FROM orders WHERE id = 9");
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.orders.history-from", since.replace(' ', 'T') + "Z");
        settings.put("hindsight.table.orders.mask", "secret:redact");
        settings.put("hindsight.reread.rows-per-second", "4");
        try (var pipeline = Pipeline.start(settings)) {
            await().until(() -> begun("orders").isPresent());
            assertThat(Commands.run(settings, "forget", "orders", "9").output()).contains("the source hasn't it");
            mySql("UPDATE orders SET v = 'tres' WHERE id = 3");
            await().until(() -> begun("orders").filter(Begun::isSaid).isPresent());
            WAREHOUSES.forEach(
                    warehouse -> await().ignoreExceptions().untilAsserted(() -> assertThat(versions(warehouse, since))
                            .as(warehouse)
                            .containsExactly(
                                    "1|one|***|r|true|false",
                                    "1|uno|***|u|false|true",
                                    "2|two|***|r|true|false",
                                    "3|three|***|r|true|false",
                                    "3|tres|***|u|false|true",
                                    "4|four|***|r|true|false",
                                    "5|four|***|c|false|true")));
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void soDoThoseOfATableThatIsDeclaredLater(String kind) {
        if (kind.equals("mariadb")) {
            useMariaDb();
        }
        source().execute("CREATE DATABASE " + name);
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + name));
        mySql("CREATE TABLE other (id INT PRIMARY KEY)");
        mySql(
                "CREATE TABLE orders (id INT PRIMARY KEY, v VARCHAR(20), gone INT, old INT, secret VARCHAR(20), out1 INT)");
        mySql(
                "INSERT INTO orders SELECT id, v, id, id, 'x', id FROM (SELECT 1 AS id, 'one' AS v UNION SELECT 2, 'two'"
                        + " UNION SELECT 3, 'three' UNION SELECT 4, 'four' UNION SELECT 6, 'six' UNION SELECT 9, 'nine') AS rows1");
        var since = wholeSecond();
        settings.put("hindsight.table.other.source", name + ".other");
        try (var pipeline = Pipeline.start(settings)) {
            mySql("UPDATE orders SET v = 'uno' WHERE id = 1");
            mySql("ALTER TABLE orders DROP COLUMN gone, ADD COLUMN added INT DEFAULT 7");
            mySql("ALTER TABLE orders RENAME COLUMN old TO renamed");
            mySql("UPDATE orders SET v = 'eins' WHERE id = 1");
            mySql("DELETE FROM orders WHERE id IN (2, 9)");
            mySql("UPDATE orders SET id = 5 WHERE id = 4");
            mySql("INSERT INTO other VALUES (1)");
            awaitBoth("1", "SELECT id FROM other");
            assertThat(pipeline.problems()).isEmpty();
        }
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.orders.history-from", since.replace(' ', 'T') + "Z");
        settings.put("hindsight.table.orders.mask", "secret:redact");
        settings.put("hindsight.table.orders.exclude", "out1");
        assertThat(Commands.run(settings, "forget", "orders", "9").output()).contains("the source hasn't it");
        var http = Http.onFreePort();
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        try (var pipeline = Pipeline.startServed(settings)) {
            mySql("UPDATE orders SET v = 'tres' WHERE id = 3");
            await().until(() -> begun("orders").filter(Begun::isSaid).isPresent());
            WAREHOUSES.forEach(
                    warehouse -> await().ignoreExceptions().untilAsserted(() -> assertThat(versions(warehouse, since))
                            .as(warehouse)
                            .containsExactly(
                                    "1|one|***|r|true|false",
                                    "1|uno|***|u|false|false",
                                    "1|eins|***|u|false|true",
                                    "2|two|***|r|true|false",
                                    "3|three|***|r|true|false",
                                    "3|tres|***|u|false|true",
                                    "4|four|***|r|true|false",
                                    "5|four|***|c|false|true",
                                    "6|six|***|r|true|true")));
            awaitBoth(
                    "one|1|1|null|null,uno|1|1|null|null,eins|null|null|1|7",
                    "SELECT v, gone, old, renamed, added FROM orders WHERE id = 1 AND (effective_end_ts IS NULL"
                            + " OR effective_end_ts > effective_start_ts) ORDER BY change_seq");
            var begin = Instant.parse(since.replace(' ', 'T') + "Z");
            for (var warehouse : WAREHOUSES) {
                var asked = "/api/histories/orders/" + warehouse + "/row?key=6&at=";
                assertThat(http.get(asked + begin.minusMillis(1)))
                        .contains("\"rows\":[]", "\"knownSince\":\"" + begin + "\"");
                assertThat(http.get(asked + begin)).contains("six", "\"knownSince\":null");
            }
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    private void awaitBoth(String rows, String sql) {
        WAREHOUSES.forEach(warehouse -> await().ignoreExceptions()
                .untilAsserted(() -> assertThat(String.join(",", Rows.of(Pipeline.server(warehouse), name, sql)))
                        .as(warehouse)
                        .isEqualTo(rows)));
    }

    private void useMariaDb() {
        source = TestServers.mariaDb();
        source.execute(
                "CREATE USER '" + name + "'@'%' IDENTIFIED BY 'x'",
                "GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO '" + name + "'@'%'");
        settings.put("hindsight.source.kind", "mariadb");
        settings.put("hindsight.source.hostname", source.host());
        settings.put("hindsight.source.port", String.valueOf(source.port()));
        settings.put("hindsight.source.username", name);
        settings.put("hindsight.source.password", "x");
    }

    /** Those that can be seen; whether they begin at a moment, and are open. */
    private List<String> versions(String warehouse, String since) {
        return Rows.of(
                Pipeline.server(warehouse),
                name,
                "SELECT id, v, secret, op_type, CASE WHEN effective_start_ts = '" + since
                        + "' THEN 'true' ELSE 'false' END, CASE WHEN effective_end_ts IS NULL THEN 'true' ELSE 'false' END"
                        + " FROM orders WHERE id < 100 AND (effective_end_ts IS NULL OR effective_end_ts > effective_start_ts)"
                        + " ORDER BY id, change_seq");
    }

    private void mySql(String sql) {
        Rows.execute(source(), name, sql);
    }

    /** The source's own, later than all that was committed before. */
    private String now() {
        return Rows.of(
                        source(),
                        name,
                        "SELECT date_format(utc_timestamp(6), '%Y-%m-%d %H:%i:%s.%f') FROM (SELECT sleep(0.01)) AS t")
                .get(0);
    }

    /** As MariaDB's commit times are; later than those before, and earlier than those after. */
    private String wholeSecond() {
        Rows.of(source(), name, "SELECT sleep(1.1)");
        var second = now().replaceFirst("\\d{6}$", "000000");
        Rows.of(source(), name, "SELECT sleep(1.1)");
        return second;
    }

    /** Gives a moment before which there were rows, some of which nobody touches from then on. */
    private String begin() {
        source().execute("CREATE DATABASE " + name);
        Rows.execute(source(), name, kept.statements());
        for (var key = 1; key <= 2 * KEYS; key++) {
            Rows.execute(source(), name, "INSERT INTO kept (id, n, v) VALUES (" + key + ", 0, 'first')");
        }
        var since = now();
        moments.get(kept).note();
        Rows.execute(source(), name, made.statements());
        moments.get(made).note();
        return since;
    }

    private Optional<Begun> begun(String table) {
        try (var beginnings = new Beginnings(Settings.of(settings))) {
            beginnings.readOn();
            return beginnings.of(new TableName(name, table));
        }
    }

    /** In each round several connections write at once, then nobody. */
    private void work(int rounds, boolean altered) {
        for (var round = 0; round < rounds; round++) {
            var writers = new ArrayList<List<String>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var statements = new ArrayList<String>();
                for (var times = 1 + random.nextInt(3); times > 0; times--) {
                    statements.add(statement(random.nextBoolean() ? "kept" : "made", writer));
                }
                writers.add(statements);
            }
            writers.parallelStream().forEach(each -> Rows.execute(source(), name, each.toArray(String[]::new)));
            if (random.nextInt(40) == 0) {
                moments.get(made).truncate();
            }
            if (altered && random.nextInt(40) == 0) {
                Rows.execute(source(), name, alteration());
            }
            moments.values().forEach(Moments::note);
        }
    }

    private String statement(String table, int writer) {
        // each writer has keys of its own, so that none waits for another
        var key = 1 + writer + WRITERS * random.nextInt(KEYS / WRITERS);
        return switch (random.nextInt(6)) {
            case 0 -> "DELETE FROM " + table + " WHERE id = " + key;
            case 1 -> "UPDATE IGNORE " + table + " SET id = " + (key + 1_000 * (1 + random.nextInt(3))) + " WHERE id = "
                    + key;
            case 2, 3 -> "REPLACE INTO " + table + " (id, n, v) VALUES (" + key + ", " + random.nextInt(9) + ", 'new')";
            default -> "UPDATE " + table + " SET n = n + 1, v = 'changed' WHERE id IN (" + key + ", " + (key + 1_000)
                    + ")";
        };
    }

    private String alteration() {
        columns++;
        return columns % 3 == 0
                ? "ALTER TABLE kept DROP COLUMN c" + (columns - 1)
                : "ALTER TABLE kept ADD COLUMN c" + columns + " INT DEFAULT " + columns
                        + (columns % 2 == 0 ? " FIRST" : "");
    }
}
