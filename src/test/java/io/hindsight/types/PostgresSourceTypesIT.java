package io.hindsight.types;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.hindsight.reconcile.Reconciliation;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value arrives as it was: what the warehouses say of it is what the PostgreSQL says that it comes from. */
class PostgresSourceTypesIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    /** Rows from the stream have these numbers, those before are in the snapshot. */
    private static final int STREAM = 100;

    /** Of those rows that no warehouse keeps. */
    private static final int BEYOND = 50;

    /** These were sent in Avro. */
    private static final int AVRO = 200;

    private static final String SAID = "SET datestyle = 'ISO'; SET timezone = 'UTC'; SET lc_monetary = 'C';"
            + " SET bytea_output = 'hex'; SET extra_float_digits = 1; SET search_path = ''";

    private static SourceDatabase source;
    private static List<PostgresColumn> columns;
    private static Map<String, String> settings;

    @BeforeAll
    static void bring() {
        source = SourceDatabase.create("types");
        // what the build's own server hasn't is tried with another one: CONTRIBUTING.md
        var extensions = Rows.of(
                source.server(),
                source.name(),
                "SELECT name FROM pg_available_extensions WHERE name IN ('postgis', 'vector')");
        extensions.forEach(extension -> source.execute("CREATE EXTENSION " + extension));
        columns = PostgresColumn.of(source.version(), extensions);
        source.execute(
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION citext",
                "CREATE EXTENSION ltree",
                "CREATE EXTENSION cube",
                "CREATE EXTENSION seg",
                "CREATE EXTENSION isn",
                "CREATE SCHEMA there",
                "CREATE TYPE there.mood AS ENUM ('glad', 'sad')",
                "CREATE TABLE other (id int)",
                "CREATE TABLE there.same (id int)",
                "CREATE TYPE mood AS ENUM ('sad', 'o,k', 'é')",
                "CREATE TYPE pair AS (a int, b text)",
                "CREATE DOMAIN price AS numeric(12, 2)",
                "CREATE DOMAIN net AS price CHECK (value < 1000)",
                "CREATE DOMAIN few AS int[] CHECK (cardinality(value) < 4)",
                "CREATE TYPE nest AS (one pair, two int[], three bytea, four timestamptz, five price)",
                "CREATE TYPE floats AS RANGE (subtype = float8, multirange_type_name = floats_several)",
                columns.stream()
                        .map(column -> column.name() + " " + column.type())
                        .collect(Collectors.joining(
                                ", ",
                                "CREATE TABLE every_type (id int PRIMARY KEY, ",
                                ", twofold int GENERATED ALWAYS AS (id * 2) STORED)")),
                "CREATE TABLE far (id int PRIMARY KEY, d date, dt timestamp, dt3 timestamp(3), ts timestamptz,"
                        + " n numeric(10, 2))");
        source.publish("every_type, far");
        // what a value is doesn't depend on how a session of this database would write it
        Stream.of(
                        "datestyle = 'German, DMY'",
                        "timezone = 'Asia/Kolkata'",
                        "intervalstyle = 'sql_standard'",
                        "bytea_output = 'escape'",
                        "extra_float_digits = -15",
                        "search_path = there, public",
                        "quote_all_identifiers = on")
                .forEach(setting -> source.execute("ALTER DATABASE " + source.name() + " SET " + setting));
        fill(0);
        settings = source.settings();
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + source.name());
            settings.putAll(Pipeline.warehouse(warehouse, source.name()));
        }
        var tables = new HashMap<>(settings);
        tables.put("hindsight.table.every_type.source", "public.every_type");
        tables.put("hindsight.table.far.source", "public.far");
        try (var pipeline = Pipeline.start(tables)) {
            awaitRows(1);
            source.execute("ALTER TYPE public.mood ADD VALUE 'new'");
            fill(STREAM);
            source.execute("INSERT INTO every_type (id, kind) VALUES (1000, 'new')");
            awaitRows(2);
        }
        tables.put("hindsight.kafka.format", "avro");
        tables.put("hindsight.kafka.registry.url", TestServers.registry().url());
        try (var pipeline = Pipeline.start(tables)) {
            fill(AVRO);
            awaitRows(3);
        }
    }

    private static void fill(int base) {
        var names = columns.stream().map(PostgresColumn::name).collect(Collectors.joining(", "));
        IntStream.range(0, PostgresColumn.rows())
                .mapToObj(row -> "INSERT INTO every_type (id, " + names + ") VALUES (" + (base + row) + ", "
                        + columns.stream().map(column -> column.literal(row)).collect(Collectors.joining(", "))
                        + ")")
                .forEach(source::execute);
        source.execute("INSERT INTO far SELECT " + base + " + n, at::date, at::timestamp,"
                + " CASE WHEN n = 5 THEN '2024-02-29' ELSE at::timestamp END,"
                + " CASE WHEN n = 3 THEN timestamptz '294276-12-31 23:59:59.999999Z' ELSE at::timestamptz END,"
                + " CASE n WHEN 4 THEN numeric 'NaN' ELSE n END"
                + " FROM unnest(ARRAY['infinity', '-infinity', '0044-03-15 12:00:00 BC', '2024-02-29',"
                + " '20000-01-01 00:00:00.5']) WITH ORDINALITY AS given (at, n)");
        source.execute("INSERT INTO far (id, dt) VALUES (" + (base + BEYOND) + ", '294276-12-31 23:59:59.999999')");
    }

    private static void awaitRows(int times) {
        for (var warehouse : WAREHOUSES) {
            await("rows in " + warehouse).untilAsserted(() -> {
                assertThat(count(warehouse, "every_type"))
                        .as(() -> "dead letters: " + RoundTrip.deadLetters(source.name()))
                        .isEqualTo(times * PostgresColumn.rows() + (times > 1 ? 1 : 0));
                assertThat(warehouse.equals("postgres") ? count(warehouse, "far") : 5 * times)
                        .isEqualTo(5 * times);
            });
        }
    }

    private static int count(String warehouse, String table) {
        return Integer.parseInt(Rows.of(Pipeline.server(warehouse), source.name(), "SELECT count(*) FROM " + table)
                .get(0));
    }

    @AfterAll
    static void drop() {
        source.close();
    }

    @TestFactory
    Stream<DynamicNode> everyValueOfEveryType() {
        return WAREHOUSES.stream().flatMap(warehouse -> columns.stream()
                .map(column -> dynamicContainer(warehouse + " " + column.type(), tests(warehouse, column))));
    }

    private static Stream<DynamicNode> tests(String warehouse, PostgresColumn column) {
        var given = byId(Rows.of(
                source.server(),
                source.name(),
                SAID + "; SET intervalstyle = 'iso_8601'",
                "SELECT id, " + column.form().source(column.name()) + " FROM public.every_type"));
        var kept = byId(Rows.of(
                Pipeline.server(warehouse),
                source.name(),
                "SELECT id, " + column.form().warehouse(warehouse, column.name()) + " FROM every_type"));
        return IntStream.rangeClosed(0, column.literals().size())
                .boxed()
                .flatMap(row -> Stream.of(row, STREAM + row, AVRO + row))
                .map(id -> dynamicTest(name(column, id), () -> assertThat(meaning(column, kept.get(id)))
                        .isEqualTo(meaning(column, given.get(id)))));
    }

    private static String name(PostgresColumn column, int id) {
        var literal = column.literal(id % STREAM);
        return literal.substring(0, Math.min(60, literal.length()))
                + (id < STREAM ? " from the snapshot" : id < AVRO ? " from the stream" : " in Avro");
    }

    private static String meaning(PostgresColumn column, String text) {
        return text == null || text.equals("null") ? text : column.form().meaning(text);
    }

    private static Map<Integer, String> byId(List<String> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> Integer.valueOf(row.substring(0, row.indexOf('|'))),
                        row -> row.substring(row.indexOf('|') + 1)));
    }

    @Test
    void generatedColumnsAreInNeitherAndLeftOut() {
        assertThat(Rows.of(
                        TestServers.postgres(),
                        source.name(),
                        "SELECT count(*) FROM information_schema.columns WHERE column_name = 'twofold'"))
                .containsExactly("0");
    }

    @Test
    void labelsThatAreAddedLaterAreKept() {
        for (var warehouse : WAREHOUSES) {
            assertThat(Rows.of(
                            Pipeline.server(warehouse), source.name(), "SELECT kind FROM every_type WHERE id = 1000"))
                    .containsExactly("new");
        }
    }

    @Test
    void whatIsInfiniteOrFarIsKeptInPostgreSql() {
        var columns = "SELECT id %% 100, d, dt, dt3, ts, n FROM far WHERE id > %d AND id < %d ORDER BY id";
        var expected = Rows.of(
                source.server(),
                source.name(),
                "SET datestyle = 'ISO'; SET timezone = 'UTC'",
                columns.formatted(0, BEYOND));
        for (var base : List.of(0, STREAM, AVRO)) {
            assertThat(Rows.of(
                            TestServers.postgres(),
                            source.name(),
                            "SET timezone = 'UTC'",
                            columns.formatted(base, base + BEYOND)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void elsewhereItIsADeadLetterThatSaysWhy() {
        var letters = RoundTrip.deadLetters(source.name()).stream()
                .filter(letter -> !letter.contains("column dt: not a value of type"))
                .toList();
        assertThat(letters).hasSize(15).allSatisfy(letter -> assertThat(letter)
                .startsWith("public.far clickhouse")
                .containsAnyOf("ClickHouse keeps dates from", "ClickHouse keeps no NaN"));
    }

    /** Debezium's number has no room for it. */
    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void theLastYearsAreDeadLettersEverywhere(String warehouse) {
        assertThat(RoundTrip.deadLetters(source.name()))
                .filteredOn(letter -> letter.startsWith("public.far " + warehouse)
                        && letter.contains("column dt: not a value of type"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void whatIsEqualIsFoundToBeEqual(String warehouse) throws Exception {
        var properties = new HashMap<>(settings);
        properties.put("hindsight.table.every_type.source", "public.every_type");
        properties.put("hindsight.check.chunk-size", "3");
        properties.put("hindsight.check.patience", "1s");
        var checked = Settings.of(properties);
        try (var reconciliation = new Reconciliation(checked)) {
            var captured = SourceTables.once(checked).values().iterator().next();
            var report = reconciliation.compare(captured, checked.warehouse(warehouse));
            assertThat(report.incomplete()).isEmpty();
            assertThat(report.broken()).isEmpty();
            assertThat(report.differences()).isEmpty();
            assertThat(report.rows()).isPositive();
        }
    }
}
