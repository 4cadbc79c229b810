package io.hindsight.types;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.LakeViews;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every type's values on their way from MySQL through Kafka into the warehouses, once for all suites. */
final class RoundTrip {

    /** Rows from the binlog have these numbers, those before are in the snapshot. */
    static final int BINLOG = 100;

    static final List<String> WAREHOUSES = List.of("clickhouse", "postgres", "starrocks", Pipeline.LAKE);

    /**
     * More digits or bytes than StarRocks can keep; and for MySQL in its place the largest FLOAT, which it refuses, and 64
     * bits, for which it has another type.
     */
    static final Set<String> LEFT_OUT = Set.of("dec_widest", "dec_long", "medium_blob", "single", "bit64");

    /** A lake keeps times of a day. */
    static final Set<String> NO_TIMES_OF_A_DAY = Set.of("t", "t6");

    private static final String ORDERED = "SET SESSION time_zone = '+00:00'";

    private static RoundTrip once;
    private static RuntimeException failure;

    private final String database = Unique.name("types");

    private RoundTrip() {}

    /** Brings them there when first asked for. */
    static synchronized RoundTrip once() {
        if (failure != null) {
            throw failure;
        }
        if (once == null) {
            var trip = new RoundTrip();
            try {
                trip.run();
            } catch (RuntimeException | Error failed) {
                failure = new IllegalStateException("the values didn't arrive", failed);
                throw failure;
            }
            once = trip;
        }
        return once;
    }

    String database() {
        return database;
    }

    private void run() {
        TestServers.mySql()
                .execute(Stream.concat(Stream.of("CREATE DATABASE " + database), tables())
                        .toArray(String[]::new));
        TestServers.clickHouse().execute("CREATE DATABASE " + database);
        TestServers.postgres().execute("CREATE DATABASE " + database);
        TestServers.starRocks().execute("CREATE DATABASE " + database);
        fill(0);
        var settings = Pipeline.settings(database, WAREHOUSES);
        for (var table : List.of("every_type", "zero", "far", "nul", "odd_keys")) {
            settings.put("hindsight.table." + table + ".source", database + "." + table);
        }
        settings.put("hindsight.table.every_type.warehouses", "clickhouse, postgres");
        settings.put("hindsight.table.odd_keys.warehouses", "clickhouse, postgres");
        settings.put("hindsight.table.fitting.source", database + ".every_type");
        settings.put("hindsight.table.fitting.exclude", String.join(", ", LEFT_OUT));
        settings.put("hindsight.table.fitting.warehouses", "starrocks");
        settings.put("hindsight.table.in_lake.source", database + ".every_type");
        settings.put("hindsight.table.in_lake.exclude", String.join(", ", NO_TIMES_OF_A_DAY));
        settings.put("hindsight.table.in_lake.warehouses", Pipeline.LAKE);
        settings.put("hindsight.warehouse.starrocks.batch-wait", "1s");
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows(1);
            fill(BINLOG);
            TestServers.mySql().execute("UPDATE " + database + ".odd_keys SET v = 'changed'");
            awaitRows(2);
            for (var warehouse : List.of("clickhouse", "postgres")) {
                await().until(() -> count(warehouse, "odd_keys_current WHERE v = 'changed'")
                        == 2 * oddKeys(0).size());
            }
        }
    }

    private Stream<String> tables() {
        var columns = TypeColumn.ALL.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
        return Stream.of(
                "CREATE TABLE " + database + ".every_type (id INT PRIMARY KEY, " + columns + ")",
                "SET SESSION sql_mode = ''",
                "CREATE TABLE " + database
                        + ".zero (id INT PRIMARY KEY, d DATE, dt DATETIME, dt6 DATETIME(6), ts TIMESTAMP NULL,"
                        + " d_set DATE NOT NULL, dt_set DATETIME NOT NULL, dt6_set DATETIME(6) NOT NULL, ts_set TIMESTAMP NOT NULL)",
                "CREATE TABLE " + database + ".far (id INT PRIMARY KEY, d DATE, dt DATETIME, dt6 DATETIME(6))",
                "CREATE TABLE " + database + ".nul (id INT PRIMARY KEY, words VARCHAR(50))",
                "CREATE TABLE " + database
                        + ".odd_keys (b BINARY(3), w VARCHAR(50) COLLATE utf8mb4_bin, n DECIMAL(30,10),"
                        + " m DATETIME(6), e ENUM('a', 'b'), u BIGINT UNSIGNED, v VARCHAR(50), PRIMARY KEY (b, w, n, m, e, u))");
    }

    private void fill(int base) {
        var statements = new ArrayList<>(List.of(ORDERED, "SET SESSION sql_mode = ''"));
        var columns =
                TypeColumn.ALL.stream().filter(column -> !column.isGenerated()).toList();
        var names = columns.stream().map(TypeColumn::name).collect(Collectors.joining(", "));
        for (var row = 0; row < TypeColumn.rows(); row++) {
            var at = row;
            var literals = columns.stream().map(column -> column.literal(at)).collect(Collectors.joining(", "));
            statements.add("INSERT INTO " + database + ".every_type (id, " + names + ") VALUES (" + (base + row) + ", "
                    + literals + ")");
        }
        var zero = ", '0000-00-00'".repeat(8);
        statements.add("INSERT INTO " + database + ".zero VALUES (" + base + zero + ")");
        statements.add("INSERT INTO " + database + ".far VALUES (" + base
                + ", '0001-01-01', '0001-01-01 00:00:01', '0001-01-01 00:00:00.000001'), (" + (base + 1)
                + ", '9999-12-31', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999'), (" + (base + 2)
                + ", '2024-02-29', '2024-02-29', '2024-02-29')");
        statements.add("INSERT INTO " + database + ".nul VALUES (" + base + ", CONCAT('a', CHAR(0), 'b')), ("
                + (base + 1) + ", 'without')");
        oddKeys(base)
                .forEach(row -> statements.add("INSERT INTO " + database + ".odd_keys VALUES (" + row + ", 'new')"));
        TestServers.mySql().execute(statements.toArray(String[]::new));
    }

    private static List<String> oddKeys(int base) {
        return List.of(
                "x'000102', '😀', 0.0000000001, '1970-01-01 00:00:00.000001', 'a', " + base,
                "x'ff0000', 'É', 12345678901234567890.0123456789, '2024-02-29 23:59:59.999999', 'b', "
                        + (base == 0 ? "18446744073709551615" : "18446744073709551614"),
                "x'000000', '', 0, '1969-12-31 23:59:59.999999', 'a', " + base);
    }

    private void awaitRows(int times) {
        for (var warehouse : WAREHOUSES) {
            var clickHouse = warehouse.equals("clickhouse");
            awaitCount(warehouse, everyType(warehouse), times * TypeColumn.rows());
            awaitCount(warehouse, "zero", times);
            awaitCount(warehouse, "far", times * (clickHouse ? 1 : 3));
            awaitCount(warehouse, "nul", times * (warehouse.equals("postgres") ? 1 : 2));
            if (warehouse.equals("clickhouse") || warehouse.equals("postgres")) {
                awaitCount(warehouse, "odd_keys_current", times * oddKeys(0).size());
            }
        }
    }

    /** The table that has the values of every type that the warehouse can keep. */
    static String everyType(String warehouse) {
        return switch (warehouse) {
            case "starrocks" -> "fitting";
            case Pipeline.LAKE -> "in_lake";
            default -> "every_type";
        };
    }

    private void awaitCount(String warehouse, String table, int count) {
        await(table + " in " + warehouse)
                // a lake has no table yet
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(count(warehouse, table))
                        .as(() -> "dead letters: " + deadLetters(database))
                        .isGreaterThanOrEqualTo(count));
    }

    /** Table, warehouse and reason of each dead letter so far. */
    static List<String> deadLetters(String database) {
        return TestTopic.read(TestServers.kafka(), database + ".dead-letters", 0).stream()
                .map(ConsumerRecord::headers)
                .map(headers -> TestTopic.text(headers, "hindsight.error.table") + " "
                        + TestTopic.text(headers, "hindsight.error.warehouse") + " "
                        + TestTopic.text(headers, "hindsight.error.reason"))
                .toList();
    }

    /** What a query of a warehouse names a table by. */
    static String from(String warehouse, String database, String table) {
        return warehouse.equals(Pipeline.LAKE) ? LakeViews.table(database, table) : table;
    }

    private int count(String warehouse, String from) {
        return Integer.parseInt(
                Rows.of(Pipeline.server(warehouse), database, "SELECT count(*) FROM " + from(warehouse, database, from))
                        .get(0));
    }
}
