package io.hindsight.command;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.Hindsight;
import io.hindsight.apply.AppliedTable;
import io.hindsight.apply.AppliedTables;
import io.hindsight.reconcile.CatchUp;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person is forgotten in every warehouse while the pipeline runs, and others aren't. */
class ForgetIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres", "starrocks");

    /** A StarRocks has no keys of some types. */
    private static final List<String> ANY_KEY = List.of("clickhouse", "postgres");

    private final String database = Unique.name("forget");

    @TempDir
    private Path directory;

    @Test
    void allVersionsOfAKeyAreGoneAndWhatRemainsIsSaid() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + database,
                        "CREATE TABLE " + database + ".people (country VARCHAR(9), id INT, name VARCHAR(50) NOT NULL,"
                                + " born DATE NOT NULL, PRIMARY KEY (country, id))",
                        "INSERT INTO " + database + ".people VALUES ('de', 1, 'Planted', '1971-02-03'),"
                                + " ('fr', 1, 'Other', '1980-01-01'), ('de', 2, 'Planted too', '1971-02-03')");
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + database));
        var settings = Pipeline.settings(database, WAREHOUSES);
        settings.put("hindsight.table.people.source", database + ".people");
        settings.put("hindsight.table.people_now.source", database + ".people");
        settings.put("hindsight.table.people_now.keep", "current");
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows("people", 3);
            TestServers.mySql()
                    .execute(
                            "UPDATE " + database + ".people SET name = CONCAT(name, ' again')",
                            "DELETE FROM " + database + ".people WHERE id = 2");
            awaitRows("people", 7);
            awaitRows("people_now", 2);

            var again = command(settings, 1, "people", "de", "1");
            assertThat(again)
                    .contains("nothing is forgotten: the source has it still")
                    .doesNotContain("removed");

            TestServers.mySql().execute("DELETE FROM " + database + ".people WHERE country = 'de'");
            awaitRows("people_now", 1);
            awaitRows("people", 8);
            var said = command(settings, 0, "people", "de", "1");
            for (var warehouse : WAREHOUSES) {
                // ClickHouse counts a version once more until a merge takes what closed it into account
                var more = warehouse.equals("clickhouse") ? "\\d" : "";
                assertThat(said)
                        .containsPattern(warehouse + ": people: rows removed " + (more.isEmpty() ? "3" : more))
                        .containsPattern(warehouse + ": people_now: rows removed " + (more.isEmpty() ? "1" : more));
            }
            assertThat(said)
                    .contains("the source hasn't it", "MySQL's binlog has its changes until 20")
                    .containsPattern(
                            "Kafka's topic \\S+ has its changes until 20\\S+Z at the latest \\(retention.ms = 604800000")
                    .contains("no dead letter of " + database + ".people waits")
                    .doesNotContain("Planted");
            assertThat(command(settings, 0, "people", "de", "2", "--redact")).contains("rows redacted 3");
            for (var warehouse : WAREHOUSES) {
                assertThat(whole(warehouse))
                        .as(warehouse)
                        .noneMatch(row -> row.contains("Planted") || row.contains("1971"));
                assertThat(Rows.of(
                                Pipeline.server(warehouse),
                                database,
                                "SELECT country, id, count(*) FROM people GROUP BY country, id ORDER BY country"))
                        .containsExactly("de|2|3", "fr|1|2");
            }
            // the pipeline goes on, and others are as they were
            TestServers.mySql().execute("UPDATE " + database + ".people SET name = 'Other, too'");
            awaitRows("people", 6);
            assertThat(pipeline.problems()).isEmpty();
        }
        assertThat(command(settings, 2, "people", "de")).contains("the key of people is country, id");
        assertThat(command(settings, 2, "persons", "de", "1")).contains("write one of people, people_now");
    }

    /** Neither what Kafka has of it and no warehouse yet, nor what the binlog has and Kafka not; with keys as people write them. */
    @Test
    void whatIsStillUnderWayOfAForgottenRowStaysAwayAndARowOfTheSameKeyIsANewOne() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + database,
                        "CREATE TABLE " + database + ".odd (v VARCHAR(20) NOT NULL, at TIME, id DECIMAL(6, 2),"
                                + " seen TIMESTAMP(3) NOT NULL, on_day DATETIME(6), raw VARBINARY(8), name VARCHAR(20),"
                                + " PRIMARY KEY (name, id, raw, on_day, seen, at))");
        ANY_KEY.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + database));
        var settings = Pipeline.settings(database, ANY_KEY);
        settings.put("hindsight.table.odd.source", database + ".odd");
        insertOdd("first");
        insertOdd("redacted");
        insertOdd("other");
        String[] first = {
            "odd", "O'\"first\" ü", "1.5", "00ff", "2026-01-02T03:04:05.6", "2026-01-02 03:04:05.12", "10:00:00"
        };
        String[] redacted = first.clone();
        redacted[1] = "O'\"redacted\" ü";
        try (var pipeline = Pipeline.start(settings)) {
            awaitOdd("first|Planted|1", "other|Planted|1", "redacted|Planted|1");
            var tables = AppliedTables.of(pipeline.context()).all();
            tables.forEach(AppliedTable::pause);
            changeOdd("first");
            changeOdd("redacted");
            TestServers.mySql()
                    .execute("UPDATE " + database + ".odd SET v = 'Planted again' WHERE name LIKE '%other%'");
            awaitCaptured(settings);
            assertThat(command(settings, 0, first)).contains("postgres: odd: rows removed 1");
            assertThat(command(
                            settings,
                            0,
                            redacted[0],
                            redacted[1],
                            redacted[2],
                            redacted[3],
                            redacted[4],
                            redacted[5],
                            redacted[6],
                            "--redact"))
                    .contains("postgres: odd: rows redacted 1");
            insertOdd("first");
            tables.forEach(AppliedTable::resume);
            awaitOdd("first|Planted|1", "other|Planted|1", "other|Planted again|1", "redacted||3");
            assertThat(pipeline.problems()).isEmpty();
        }
        changeOdd("first");
        assertThat(command(settings, 0, first)).contains("postgres: odd: rows removed 1");
        insertOdd("first");
        insertOdd("last");
        try (var pipeline = Pipeline.start(settings)) {
            awaitOdd("first|Planted|1", "last|Planted|1", "other|Planted|1", "other|Planted again|1", "redacted||3");
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    /** What the tables behind the views hold, and the stages. */
    private List<String> whole(String warehouse) {
        var rows = new ArrayList<String>();
        for (var table : List.of(
                warehouse.equals("clickhouse") ? "people_rows" : "people",
                "people_stage",
                "people_now_rows",
                "people_now_stage")) {
            rows.addAll(Rows.of(Pipeline.server(warehouse), database, "SELECT country, id, name, born FROM " + table));
        }
        return rows;
    }

    private void awaitRows(String table, int count) {
        for (var warehouse : WAREHOUSES) {
            await(table + " in " + warehouse).ignoreExceptions().untilAsserted(() -> assertThat(
                            Rows.of(Pipeline.server(warehouse), database, "SELECT count(*) FROM " + table))
                    .containsExactly(String.valueOf(count)));
        }
    }

    private void insertOdd(String which) {
        TestServers.mySql()
                .execute("INSERT INTO " + database + ".odd VALUES ('Planted', '10:00', 1.5, '2026-01-02 03:04:05.12',"
                        + " '2026-01-02 03:04:05.6', x'00ff', 'O''\"" + which + "\" \u00fc')");
    }

    private void changeOdd(String which) {
        TestServers.mySql()
                .execute(
                        "UPDATE " + database + ".odd SET v = 'Planted again' WHERE name LIKE '%" + which + "%'",
                        "DELETE FROM " + database + ".odd WHERE name LIKE '%" + which + "%'");
    }

    private void awaitOdd(String... rows) {
        for (var warehouse : ANY_KEY) {
            await(warehouse).ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(
                                    Pipeline.server(warehouse),
                                    database,
                                    "SELECT name, coalesce(v, ''), count(*) FROM odd"
                                            + " GROUP BY name, v ORDER BY name, v")
                            .stream()
                            .map(row -> row.replaceAll("[^a-zA-Z0-9 |]", "").replaceFirst("^O(\\w+) *", "$1")))
                    .containsExactly(rows));
        }
    }

    private static void awaitCaptured(Map<String, String> settings) throws Exception {
        var read = Settings.of(settings);
        try (var source = Source.open(read.source());
                var catchUp = new CatchUp(read)) {
            assertThat(catchUp.awaitCaptured(
                            source.end(),
                            System.nanoTime() + Duration.ofMinutes(1).toNanos()))
                    .isTrue();
        }
    }

    private String command(Map<String, String> settings, int exitCode, String... arguments) throws IOException {
        var file = directory.resolve("application.properties");
        var properties = new Properties();
        properties.putAll(settings);
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        var said = new StringWriter();
        var command = new ArrayList<>(List.of("forget", "--config", file.toString()));
        command.addAll(List.of(arguments));
        assertThat(Hindsight.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(command.toArray(String[]::new)))
                .as(said.toString())
                .isEqualTo(exitCode);
        return said.toString();
    }
}
