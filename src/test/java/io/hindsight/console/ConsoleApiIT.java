package io.hindsight.console;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.reconcile.Commands;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console's API answers, and to whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleApiIT {

    private static final String[] JSON = {"Content-Type", "application/json"};

    private ConsolePipeline pipeline;

    @BeforeAll
    void run() {
        pipeline = new ConsolePipeline();
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void historiesAreListedWithTheirKeys() {
        var histories = pipeline.get("/api/histories");
        assertThat(texts(histories, "table"))
                .containsExactly("people", "people", "people", "places", "places", "places");
        assertThat(texts(histories, "warehouse"))
                .containsExactly("clickhouse", "lake", "postgres", "clickhouse", "lake", "postgres");
        assertThat(texts(histories.get(3).path("keys"), "name")).containsExactly("country", "no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres", "lake"})
    void aKeyHasItsVersionsWithWhatChanged(String warehouse) {
        var answer = pipeline.get("/api/histories/people/" + warehouse + "/versions?key=7");
        var versions = answer.path("versions");
        assertThat(versions).hasSize(4);
        assertThat(texts(versions, "op")).containsExactly("u", "u", "u", "r");
        assertThat(versions.get(0).path("values").get(2).isNull()).isTrue();
        assertThat(versions.get(1).path("values").get(1).asText()).isEqualTo(ConsolePipeline.SCRIPT);
        assertThat(versions.get(0).path("changed").toString()).isEqualTo("[\"name\",\"city\",\"since\"]");
        assertThat(versions.get(2).path("changed").toString()).isEqualTo("[\"city\",\"since\"]");
        assertThat(texts(versions, "from"))
                .containsExactly(
                        "2026-04-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z");
        assertThat(versions.get(0).path("to").isNull()).isTrue();
        assertThat(versions.get(1).path("to").asText()).isEqualTo("2026-04-01T00:00:00Z");
        assertThat(answer.path("sql").asText()).contains("= 7").doesNotContain("?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres", "lake"})
    void aRowIsWhatItWas(String warehouse) {
        var path = "/api/histories/people/" + warehouse + "/row?key=";
        assertThat(pipeline.get(path + "7&at=2026-02-15T00:00:00Z")
                        .path("rows")
                        .get(0)
                        .path("values")
                        .get(2)
                        .asText())
                .isEqualTo("Paris");
        assertThat(pipeline.get(path + "7&at=2025-12-31T23:59:59.999999Z").path("rows"))
                .isEmpty();
        assertThat(pipeline.get(path + "18446744073709551615").path("rows")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void ofAMomentBeforeAHistoryBeginsItSaysThatNothingIsKnown(String warehouse) {
        var path = "/api/histories/places/" + warehouse + "/";
        var known = pipeline.get(path + "rows?at=2020-01-01T00:00:00Z")
                .path("knownSince")
                .asText();
        var before = "at=" + Instant.parse(known).minusMillis(1);
        for (var answer :
                List.of(pipeline.get(path + "rows?" + before), pipeline.get(path + "row?key=DE&key=1&" + before))) {
            assertThat(answer.path("rows")).isEmpty();
            assertThat(answer.path("knownSince").asText()).isEqualTo(known);
        }
        // no such key then, which is known
        for (var answer : List.of("rows?at=" + known, "row?key=XX&key=1&at=" + known)) {
            assertThat(pipeline.get(path + answer).path("knownSince").isNull()).isTrue();
        }
        // by a column's own time nothing is said of before
        assertThat(pipeline.get("/api/histories/people/" + warehouse + "/rows?at=2000-01-01T00:00:00Z")
                        .path("knownSince")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres", "lake"})
    void aTableIsReadInPages(String warehouse) {
        var keys = new ArrayList<String>();
        var after = "";
        do {
            var page = pipeline.get("/api/histories/places/" + warehouse + "/rows" + after);
            page.path("rows")
                    .forEach(row -> keys.add(row.path("values").get(0).asText()
                            + row.path("values").get(1).asText()));
            assertThat(page.path("rows").get(0).path("values").get(2).asText()).isEqualTo("00FF");
            after = page.path("after").isNull()
                    ? ""
                    : "?after=" + page.path("after").asText();
        } while (!after.isEmpty());
        assertThat(keys)
                .hasSize(ConsolePipeline.PLACES)
                .doesNotHaveDuplicates()
                .startsWith("DE1", "DE3")
                .endsWith("NL120");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 people/postgres/versions",
                "400 people/postgres/versions?key=7&key=8",
                "400 people/clickhouse/versions?key=-1",
                "400 people/clickhouse/versions?key=18446744073709551616",
                "400 people/clickhouse/row?key=7&at=yesterday",
                "400 people/clickhouse/row?key=7&at=%2B999999999-12-31T23:59:59Z",
                "400 people/clickhouse/row?key=7&at=2300-01-01T00:00:00Z",
                "400 people/postgres/rows?at=-0001-01-01T00:00:00Z",
                "400 people/postgres/versions?key=7&before=x",
                "400 people/postgres/rows?column=nothing&value=1",
                "400 people/postgres/rows?column=since&value=soon",
                "400 people/clickhouse/changes",
                "400 people/clickhouse/changes?from=yesterday",
                "400 people/postgres/changes?from=2026-03-01T00:00:00Z&to=2026-02-01T00:00:00Z",
                "400 people/postgres/changes?from=2026-03-01T00:00:00Z&after=x",
                "400 places/clickhouse/rows?after=nowhere",
                "400 places/clickhouse/rows?after=bnVsbA",
                "400 places/clickhouse/rows?after=W251bGwsbnVsbF0",
                "400 places/clickhouse/rows?after=WzEsMiwzXQ",
                "400 places/clickhouse/rows?after=e30",
                "404 nothing/clickhouse/rows",
                "404 places_now/clickhouse/rows",
                "400 people/lake/versions?key=-1",
                "400 people/lake/row?key=7&at=%2B999999999-12-31T23:59:59Z",
                "400 places/lake/rows?after=nowhere",
                "404 places_now/lake/rows"
            })
    void aWrongQuestionIsAnsweredWithWhatIsWrong(String question) {
        var expected = Integer.parseInt(question.substring(0, 3));
        var response =
                pipeline.http.send(HttpRequest.newBuilder(pipeline.http.uri("/api/histories/" + question.substring(4)))
                        .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ConsolePipeline.json(response).path("status").asInt()).isEqualTo(expected);
        assertThat(ConsolePipeline.json(response).path("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void rowsAreFilteredByAnyColumn(String warehouse) {
        var rows = "/api/histories/people/" + warehouse + "/rows?at=2026-02-15T00:00:00Z&column=";
        assertThat(pipeline.get(rows + "city&value=Paris").path("rows")).hasSize(1);
        assertThat(pipeline.get(rows + "city&value=London").path("rows")).isEmpty();
        assertThat(pipeline.get(rows + "city").path("rows")).isEmpty();
        assertThat(pipeline.get(rows + "id&value=18446744073709551615").path("rows"))
                .hasSize(1);
        var places = pipeline.get("/api/histories/places/" + warehouse + "/rows?column=photo&value=00FF");
        assertThat(places.path("rows")).hasSize(50);
        assertThat(places.path("after").isNull()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void twoMomentsAreCompared(String warehouse) {
        var path = "/api/histories/people/" + warehouse + "/changes?from=2026-01-15T00:00:00Z&to=2026-02-15T00:00:00Z";
        var changes = pipeline.get(path);
        // other tests have people of their own, who change too
        assertThat(changes.path("changed").asInt())
                .isEqualTo(changes.path("differences").size())
                .isPositive();
        assertThat(changes.path("added").asInt() + changes.path("removed").asInt())
                .isZero();
        var difference = changes.path("differences").get(0);
        assertThat(difference.path("kind").asText()).isEqualTo("changed");
        assertThat(difference.path("was").get(2).asText()).isEqualTo("London");
        assertThat(difference.path("is").get(2).asText()).isEqualTo("Paris");
        assertThat(difference.path("changed").toString()).isEqualTo("[\"city\",\"since\"]");
        var all = pipeline.get("/api/histories/people/" + warehouse + "/changes?from=2025-01-01T00:00:00Z"
                + "&to=2026-01-15T00:00:00Z");
        assertThat(all.path("added").asInt())
                .isEqualTo(all.path("differences").size())
                .isGreaterThanOrEqualTo(2);
        assertThat(texts(all.path("differences"), "kind")).containsOnly("added");
        var places = "/api/histories/places/" + warehouse + "/changes?from=2020-01-01T00:00:00Z";
        var keys = new ArrayList<String>();
        var after = "";
        do {
            var page = pipeline.get(places + after);
            assertThat(page.path("added").asInt()).isEqualTo(ConsolePipeline.PLACES);
            page.path("differences").forEach(each -> keys.add(each.path("is").toString()));
            after = page.path("after").isNull()
                    ? ""
                    : "&after=" + page.path("after").asText();
        } while (!after.isEmpty());
        assertThat(keys).hasSize(ConsolePipeline.PLACES).doesNotHaveDuplicates();
    }

    @Test
    void declarationsAreToldWithTheirColumns() {
        var tables = pipeline.get("/api/tables");
        assertThat(texts(tables, "table")).containsExactly("people", "places", "places_now");
        var people = tables.get(0);
        assertThat(people.path("effectiveFrom").asText()).isEqualTo("since");
        assertThat(people.path("keep").asText()).isEqualTo("history");
        var id = people.path("columns").get(0);
        assertThat(id.path("key").asBoolean()).isTrue();
        assertThat(id.path("types").path("clickhouse").asText()).isEqualTo("UInt64");
        assertThat(id.path("types").path("postgres").asText()).isEqualTo("numeric(20, 0)");
    }

    @Test
    void aSnapshotWithoutAWayToAskForOneSaysWhatToSet() {
        var refused = pipeline.post("/api/tables/places_now/snapshot", JSON);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("signal");
        assertThat(pipeline.post("/api/tables/nothing/snapshot", JSON).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRouteIsPausedAndGoesOn() {
        var route = "/api/routes/apply-places_now-clickhouse/";
        assertThat(pipeline.post(route + "pause", JSON).statusCode()).isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(state("apply-places_now-clickhouse")).isEqualTo("stopped"));
        assertThat(pipeline.post(route + "resume", JSON).statusCode()).isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(state("apply-places_now-clickhouse")).isEqualTo("started"));
        assertThat(pipeline.post("/api/routes/answer/pause", JSON).statusCode()).isEqualTo(404);
    }

    @Test
    void aDeadLetterIsSentBackAndTakesItsPlaceInTheHistory() {
        pipeline.refuse(21);
        var waiting = pipeline.get("/api/dead-letters");
        assertThat(waiting.path("routes").toString())
                .isEqualTo("[{\"route\":\"apply-people-postgres\",\"table\":\"" + pipeline.name
                        + ".people\",\"warehouse\":\"postgres\",\"waiting\":1,\"replayable\":true}]");
        var letter = waiting.path("letters").get(0);
        assertThat(letter.path("reason").asText()).contains("SQLSTATE 23514");
        var place = letter.path("letter").asText();

        var path = "/api/dead-letters/" + place.replace("@", "%40");
        assertThat(pipeline.get(path).path("value").path("after").path("name").asText())
                .isEqualTo("(hidden)");
        assertThat(pipeline.http.get(path + "?route=apply-people-postgres")).doesNotContain(ConsolePipeline.REFUSED);
        assertThat(pipeline.get(path + "?values=true")
                        .path("value")
                        .path("after")
                        .path("name")
                        .asText())
                .isEqualTo(ConsolePipeline.REFUSED);
        assertThat(pipeline.get(path + "?route=apply-people-clickhouse")
                        .path("status")
                        .asInt())
                .isEqualTo(404);

        assertThat(pipeline.names(21)).containsExactly("Eva", "Eve");
        pipeline.takeAll();
        assertThat(pipeline.postJson(
                                "/api/dead-letters/replay",
                                "{\"letters\":[\"" + place + "\"],\"route\":\"apply-people-postgres\"}")
                        .body())
                .isEqualTo("{\"replayed\":1,\"left\":0}");
        await().untilAsserted(
                        () -> assertThat(pipeline.names(21)).containsExactly("Eva", ConsolePipeline.REFUSED, "Eve"));
        var versions =
                pipeline.get("/api/histories/people/postgres/versions?key=21").path("versions");
        assertThat(texts(versions, "from"))
                .containsExactly("2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z");
        assertThat(texts(versions, "to")).containsExactly("null", "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z");
        assertThat(pipeline.get("/api/dead-letters").toString())
                .isEqualTo("{\"waiting\":0,\"routes\":[],\"letters\":[]}");
    }

    @Test
    void aTablesDeadLettersAreSentBackAndDiscardedTogether() {
        pipeline.refuse(22);
        pipeline.refuse(23);
        var ofTheTable = "{\"table\":\"people\",\"warehouse\":\"postgres\"}";
        assertThat(pipeline.postJson("/api/dead-letters/replay", ofTheTable).body())
                .isEqualTo("{\"replayed\":2,\"left\":0}");
        await().untilAsserted(
                        () -> assertThat(texts(pipeline.get("/api/dead-letters").path("letters"), "replays"))
                                .as("refused again")
                                .containsExactly("1", "1"));
        assertThat(pipeline.postJson("/api/dead-letters/discard", "{\"table\":\"places\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(pipeline.postJson("/api/dead-letters/discard", ofTheTable).body())
                .isEqualTo("{\"discarded\":2}");
        assertThat(pipeline.get("/api/dead-letters").path("waiting").asInt()).isZero();
        assertThat(pipeline.names(22)).containsExactly("Eva", "Eve");
        pipeline.takeAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"tabel\":\"people\"}",
                "{\"all\":\"true\"}",
                "{\"all\":1}",
                "{\"all\":true,\"table\":\"people\"}",
                "{\"letters\":\"one\"}",
                "{\"table\":\"people\"}{}"
            })
    void whoDoesNotSayWhichDeadLettersIsRefused(String body) {
        for (var action : List.of("replay", "discard")) {
            var response = pipeline.postJson("/api/dead-letters/" + action, body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(ConsolePipeline.json(response).path("detail").asText()).contains("all");
        }
    }

    private String state(String route) {
        return StreamSupport.stream(pipeline.get("/api/flow").path("routes").spliterator(), false)
                .filter(each -> each.path("id").asText().equals(route))
                .findFirst()
                .orElseThrow()
                .path("state")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "flow", "events", "dead-letters", "apply-clickhouse", "send", "nothing"})
    void innerRoutesAreNotPaused(String route) {
        assertThat(pipeline.post("/api/routes/" + route + "/pause", JSON).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theFlowComesAsEvents() {
        var lines = pipeline.http.stream("/api/events")
                .filter(line -> line.startsWith("data: "))
                .limit(2)
                .toList();
        assertThat(lines).hasSize(2).allMatch(line -> line.contains("\"routes\":[{"));
    }

    @Test
    void aSpanOfTheLogIsReadAgainPausedAndForgotten() {
        var table = pipeline.name + ".people";
        var wouldBe =
                ConsolePipeline.json(pipeline.postJson("/api/rereads", "{\"tables\": [\"people\"], \"dryRun\": true}"));
        assertThat(wouldBe.path("id").isNull()).isTrue();
        assertThat(wouldBe.path("tables").path(0).asText()).isEqualTo(table);
        assertThat(wouldBe.path("from").asText()).startsWith("binlog.");
        assertThat(wouldBe.path("bytes").asLong()).isPositive();
        assertThat(pipeline.get("/api/rereads")).isEmpty();

        var id = ConsolePipeline.json(pipeline.postJson("/api/rereads", "{\"tables\": [\"people\"]}"))
                .path("id")
                .asText();
        var one = "/api/rereads/" + id;
        assertThat(ConsolePipeline.json(pipeline.post(one + "/pause", JSON))
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("paused");
        var again = pipeline.postJson("/api/rereads", "{\"tables\": [\"" + table + "\"]}");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("is read again already");
        await().untilAsserted(() -> assertThat(pipeline.get("/api/flow")
                        .path("rereads")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("paused"));
        assertThat(pipeline.get("/api/flow")
                        .path("status")
                        .path("reread")
                        .path("text")
                        .asText())
                .contains(table + ": paused", "at binlog.");
        var metrics = pipeline.http.get("/observe/metrics");
        assertThat(metrics).containsPattern("(?m)^hindsight_reread_open(\\{.*})? 1");
        for (var figure : List.of("share", "changes", "bytes", "changes_per_second", "remaining_seconds")) {
            assertThat(metrics).containsPattern("(?m)^hindsight_reread_" + figure + "(\\{.*})? \\d");
        }
        assertThat(Commands.run(pipeline.settings, "status").output())
                .containsPattern("reread +" + table + ": paused, \\d+%, .* at binlog\\.");
        assertThat(ConsolePipeline.json(pipeline.post(one + "/go-on", JSON))
                        .path(0)
                        .path("open")
                        .asBoolean())
                .isTrue();
        await().untilAsserted(() -> assertThat(
                        pipeline.get("/api/rereads").path(0).path("text").asText())
                .contains("done, 100%", "changes, "));
        assertThat(pipeline.get("/api/rereads").path(0).path("share").asDouble())
                .isEqualTo(1);
        assertThat(ConsolePipeline.json(pipeline.post(one + "/end", JSON))).isEmpty();
        assertThat(pipeline.post(one + "/end", JSON).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"tables\": []}",
                "{\"tables\": [\"people\"], \"table\": \"people\"}",
                "{\"tables\": [\"people\"], \"since\": \"2999-01-01T00:00:00Z\"}",
                "{\"tables\": [\"people\"], \"since\": \"soon\"}",
                "{\"tables\": [\"people\"], \"since\": \"2001-01-01T00:00:00Z\"}",
                "{\"tables\": [\"people\"], \"from\": \"binlog.999999:4\"}",
                "{\"tables\": [\"people\"], \"since\": \"2026-01-01T00:00:00Z\", \"from\": \"binlog.000001:4\"}",
                "{\"tables\": [\"people\"], \"dryRun\": \"false\"}"
            })
    void aWrongSpanIsRefused(String request) {
        assertThat(pipeline.postJson("/api/rereads", "{\"tables\": [\"nothing\"]}")
                        .statusCode())
                .isEqualTo(404);
        var refused = pipeline.postJson("/api/rereads", request);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(ConsolePipeline.json(refused).path("detail").asText()).isNotBlank();
    }

    @Test
    void onlyAPageOfTheConsoleMayChangeAnything() {
        for (var path : List.of(
                "/api/routes/capture/resume",
                "/api/dead-letters/replay",
                "/api/dead-letters/discard",
                "/api/rereads",
                "/api/tables/people/snapshot",
                "/api/rereads/x/pause",
                "/api/rereads/x/go-on",
                "/api/rereads/x/end")) {
            assertThat(pipeline.post(path, "Content-Type", "text/plain").statusCode())
                    .isEqualTo(415);
            assertThat(pipeline.post(path, "Content-Type", "application/json; charset=nope")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(pipeline.post(path, "Content-Type", "application/json", "Origin", "http://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(pipeline.post(path, "Content-Type", "application/json", "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE"})
    void aMethodThatNothingTakesIsSaidToBeOne(String method) throws IOException {
        assertThat(statusFor(method + " /api/flow", "localhost")).contains(" 405 ");
        assertThat(statusFor(method + " /api/dead-letters/replay", "localhost")).contains(" 405 ");
    }

    @Test
    void whatTakesNoPostSaysSoWhateverIsSent() {
        for (var path : List.of(
                "/api/flow",
                "/api/tables",
                "/api/histories",
                "/api/histories/people/postgres/rows",
                "/api/dead-letters",
                "/api/dead-letters/x",
                "/api/events")) {
            assertThat(pipeline.post(path, "Content-Type", "text/plain").statusCode())
                    .as(path)
                    .isEqualTo(405);
        }
    }

    @Test
    void whereThereIsNothingToSayAnEmptyObjectIsSent() {
        for (var body : List.of("", "[]", "null", "\0", "{} {}")) {
            var refused = pipeline.postJson("/api/routes/apply-places_now-postgres/pause", body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(refused.body()).contains("send an empty JSON object: {}");
        }
        assertThat(state("apply-places_now-postgres")).isEqualTo("started");
    }

    @Test
    void aNameThatLeadsHereIsNotEnough() throws IOException {
        assertThat(statusFor("GET /api/flow", "evil.example")).contains(" 403 ");
        assertThat(statusFor("GET /console/", "evil.example:" + pipeline.http.port()))
                .contains(" 403 ");
        assertThat(statusFor("GET /api/flow", "localhost")).contains(" 200 ");
    }

    /** Java's own client lets nobody say another host. */
    private String statusFor(String request, String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", pipeline.http.port())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everythingIsServedWithAStrictPolicy() {
        for (var path : List.of("/console/", "/api/flow", "/console/lib/chart.umd.min.js")) {
            var response = pipeline.http.send(
                    HttpRequest.newBuilder(pipeline.http.uri(path)).build());
            assertThat(response.statusCode()).as(path).isEqualTo(HttpURLConnection.HTTP_OK);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; script-src 'self'")
                    .contains("frame-ancestors 'none'");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        }
    }

    @Test
    void nothingElseOfTheJarIsServed() {
        for (var path : List.of(
                "/console/../camel.properties",
                "/console/%2e%2e/camel.properties",
                "/console/..%2fcamel.properties",
                "/console/application.properties",
                "/pom.xml")) {
            assertThat(pipeline.http
                            .send(HttpRequest.newBuilder(pipeline.http.uri(path))
                                    .build())
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void theApiIsDescribed() {
        var document = pipeline.get("/api/openapi");
        assertThat(document.path("openapi").asText()).startsWith("3.");
        assertThat(document.path("paths").has("/api/histories/{table}/{warehouse}/versions"))
                .as(document.toString())
                .isTrue();
        assertThat(document.at("/paths/~1api~1events/get/responses/200/content").has("text/event-stream"))
                .isTrue();
        assertThat(document.path("servers").toString()).contains("127.0.0.1:" + pipeline.http.port());
        for (var path : document.path("paths")) {
            for (var operation : path) {
                var id = operation.path("operationId").asText();
                assertThat(operation.path("responses"))
                        .as(id)
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allMatch(response ->
                                !response.path("description").asText().isEmpty());
                var schema = operation.at("/responses/200/content").findValue("schema");
                assertThat(id.equals("get-dead-letter") || schema != null)
                        .as(id + " says what it answers: " + operation)
                        .isTrue();
                for (var parameter : operation.path("parameters")) {
                    assertThat(parameter.path("schema").path("default").isTextual())
                            .as(id)
                            .isFalse();
                }
            }
        }
        var schemas = document.path("components").path("schemas");
        for (var field :
                List.of("/Version/properties/to", "/Version/properties/values/items", "/Mapped/properties/mask")) {
            assertThat(schemas.at(field).path("nullable").asBoolean()).as(field).isTrue();
        }
        assertThat(document.path("paths")
                        .path("/api/dead-letters/replay")
                        .path("post")
                        .has("requestBody"))
                .isTrue();
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }
}
