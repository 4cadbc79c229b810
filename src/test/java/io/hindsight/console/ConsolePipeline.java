package io.hindsight.console;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A running pipeline with a console, whose history of people and places is known. */
final class ConsolePipeline implements AutoCloseable {

    static final String SCRIPT = "<script>document.title='taken'</script>";
    static final int PLACES = 120;
    static final String REFUSED = "Mallory";

    private static final ObjectMapper JSON = new ObjectMapper();

    final String name = Unique.name("console");
    final Http http = Http.onFreePort();
    final Map<String, String> settings = Pipeline.settings(name, List.of("clickhouse", "postgres", Pipeline.LAKE));
    private final Pipeline pipeline;

    ConsolePipeline() {
        var mySql = TestServers.mySql();
        mySql.execute(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".people (id BIGINT UNSIGNED PRIMARY KEY, name VARCHAR(100),"
                        + " city VARCHAR(50), since DATETIME(6) NOT NULL)",
                "CREATE TABLE " + name
                        + ".places (country CHAR(2), no INT, photo VARBINARY(8), PRIMARY KEY (country, no))",
                "INSERT INTO " + name + ".people VALUES (7, 'Ada', 'London', '2026-01-01 00:00:00'),"
                        + " (18446744073709551615, 'Max', 'Ulm', '2026-01-01 00:00:00')",
                "SET SESSION cte_max_recursion_depth = 100000",
                "INSERT INTO " + name + ".places WITH RECURSIVE n (no) AS (SELECT 1 UNION ALL SELECT no + 1 FROM n"
                        + " WHERE no < " + PLACES + ") SELECT IF(no % 2, 'DE', 'NL'), no, x'00FF' FROM n");
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings.put("hindsight.table.people.source", name + ".people");
        settings.put("hindsight.table.people.effective-from", "since");
        settings.put("hindsight.table.places.source", name + ".places");
        settings.put("hindsight.table.places_now.source", name + ".places");
        settings.put("hindsight.table.places_now.keep", "current");
        settings.put("hindsight.expect.since_known.table", "people");
        settings.put("hindsight.expect.since_known.not-null", "since");
        settings.put("hindsight.expect.since_known.every", "1s");
        // so that one can be paused before it is done
        settings.put("hindsight.reread.rows-per-second", "2");
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        pipeline = Pipeline.startServed(settings);
        awaitPeople(2);
        awaitLake("places", "");
        mySql.execute(
                "UPDATE " + name + ".people SET city = 'Paris', since = '2026-02-01 00:00:00' WHERE id = 7",
                "UPDATE " + name + ".people SET name = \"" + SCRIPT + "\", since = '2026-03-01 00:00:00' WHERE id = 7",
                "UPDATE " + name + ".people SET name = 'Ada', city = NULL, since = '2026-04-01 00:00:00' WHERE id = 7");
        awaitPeople(5);
        awaitLake("people", "2026-04-01T00:00:00Z");
    }

    /** Waits until the lake has a table's rows, one of which begins at that moment. */
    private void awaitLake(String table, String from) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(http.get("/api/histories/" + table + "/lake/rows"))
                .contains("\"from\":\"" + from)
                .doesNotContain("\"rows\":[]"));
    }

    private void awaitPeople(int versions) {
        for (var server : List.of(TestServers.clickHouse(), TestServers.postgres())) {
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(Rows.of(server, name, "SELECT count(*) FROM people"))
                            .containsExactly(String.valueOf(versions)));
        }
    }

    /** Gives a person three names one after the other, the second of which PostgreSQL refuses. */
    void refuse(int id) {
        takeAll();
        Rows.execute(
                TestServers.postgres(),
                name,
                "ALTER TABLE people_stage ADD CONSTRAINT others_only CHECK (name <> '" + REFUSED + "')");
        var before = get("/api/dead-letters").path("waiting").asInt();
        TestServers.mySql()
                .execute(
                        "INSERT INTO " + name + ".people VALUES (" + id + ", 'Eve', 'Rome', '2026-01-01 00:00:00')",
                        "UPDATE " + name + ".people SET name = '" + REFUSED
                                + "', since = '2026-02-01 00:00:00' WHERE id = " + id,
                        "UPDATE " + name + ".people SET name = 'Eva', since = '2026-03-01 00:00:00' WHERE id = " + id);
        await().untilAsserted(() ->
                assertThat(get("/api/dead-letters").path("waiting").asInt()).isEqualTo(before + 1));
    }

    /** The cause is gone. */
    void takeAll() {
        Rows.execute(TestServers.postgres(), name, "ALTER TABLE people_stage DROP CONSTRAINT IF EXISTS others_only");
    }

    /** The names that a person has had in PostgreSQL, newest first. */
    List<String> names(int id) {
        return StreamSupport.stream(
                        get("/api/histories/people/postgres/versions?key=" + id)
                                .path("versions")
                                .spliterator(),
                        false)
                .map(version -> version.path("values").get(1).asText())
                .toList();
    }

    JsonNode get(String path) {
        return json(http.send(HttpRequest.newBuilder(http.uri(path)).build()));
    }

    HttpResponse<String> post(String path, String... headers) {
        return send("{}", path, headers);
    }

    HttpResponse<String> postJson(String path, String body) {
        return send(body, path, "Content-Type", "application/json");
    }

    private HttpResponse<String> send(String body, String path, String... headers) {
        return http.send(HttpRequest.newBuilder(http.uri(path))
                .headers(headers)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException nothingOfTheKind) {
            throw new AssertionError(response.statusCode() + " " + response.body(), nothingOfTheKind);
        }
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
