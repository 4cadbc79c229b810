package io.hindsight.hawtio;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.testing.Browser;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Hawtio beside the program: what it shows, and what neither it nor any other Jolokia client may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HawtioIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "open sesame";

    private final String name = Unique.name("console");
    private final String route = "org.apache.camel:context=" + name + ",type=routes,name=\"apply-postgres\"";
    private Path directory;
    private Http http;
    private Program program;

    @BeforeAll
    void run(@TempDir Path home) {
        directory = home;
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".item_assets (id INT PRIMARY KEY, asset_info VARCHAR(255) NOT NULL)",
                        "INSERT INTO " + name + ".item_assets VALUES (1, 'sword'), (2, 'bow')");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("clickhouse", "postgres"));
        settings.put("hindsight.table.item_asset_history.source", name + ".item_assets");
        settings.put("hindsight.http.port", String.valueOf(Http.onFreePort().port()));
        http = Http.onFreePort();
        settings.put("hindsight.hawtio.port", String.valueOf(http.port()));
        settings.put("hindsight.hawtio.password", PASSWORD);
        program = Program.start(directory, settings, "run", "--hawtio");
        await().ignoreExceptions().untilAsserted(() -> assertThat(
                        read(route, "State").path("value").asText())
                .as(program.output())
                .isEqualTo("Started"));
    }

    @AfterAll
    void stop() throws Exception {
        program.terminate();
        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).doesNotContain("ERROR", PASSWORD, "SLF4J", "\tat ");
        program.close();
    }

    @Test
    void nobodyComesInWithoutThePassword() {
        for (var authorization : List.of("", basic("hawtio", "guess"), basic("admin", PASSWORD), basic("", ""))) {
            var request = HttpRequest.newBuilder(http.uri("/hawtio/jolokia/version"));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            assertThat(http.send(request.build()).statusCode())
                    .as(authorization)
                    .isIn(401, 403);
        }
    }

    @Test
    void anyJolokiaClientReadsWithCredentials() {
        assertThat(read(route, "Description").path("value").asText())
                .isEqualTo("Changes of all tables to postgres, a batch of one table after the other");
        assertThat(read("java.lang:type=Memory", "HeapMemoryUsage")
                        .path("status")
                        .asInt())
                .isEqualTo(200);
        assertThat(exec(route, "dumpRouteAsXml(boolean)", true).path("value").asText())
                .contains("close-and-insert");
    }

    @Test
    void aRouteIsStoppedAndStarted() {
        assertThat(exec(route, "stop()").path("status").asInt()).isEqualTo(200);
        assertThat(read(route, "State").path("value").asText()).isEqualTo("Stopped");
        assertThat(exec(route, "start()").path("status").asInt()).isEqualTo(200);
        assertThat(read(route, "State").path("value").asText()).isEqualTo("Started");
    }

    @Test
    void nothingElseIsDone() {
        var context = "org.apache.camel:context=" + name + ",type=context,name=\"" + name + "\"";
        assertThat(List.of(
                        exec(route, "remove()"),
                        exec(route, "updateRouteFromXml(java.lang.String)", "<route/>"),
                        exec(context, "stop()"),
                        exec(context, "sendStringBody(java.lang.String,java.lang.String)", "direct:dead-letters", "x"),
                        exec("java.lang:type=Memory", "gc()"),
                        exec("com.sun.management:type=DiagnosticCommand", "vmSystemProperties"),
                        exec(
                                "com.sun.management:type=HotSpotDiagnostic",
                                "dumpHeap(java.lang.String,boolean)",
                                "x",
                                true),
                        exec("ch.qos.logback.classic:Name=default", "reloadDefaultConfiguration"),
                        call(Map.of("type", "write", "mbean", route, "attribute", "Tracing", "value", true)),
                        read(
                                "debezium.mysql:context=streaming,server=" + name + ",type=connector-metrics",
                                "LastEvent"),
                        read("java.lang:type=Runtime", "SystemProperties"),
                        read("java.lang:type=Runtime", "InputArguments")))
                .allSatisfy(answer -> {
                    assertThat(answer.path("status").asInt())
                            .as(answer.toString())
                            .isEqualTo(403);
                    assertThat(answer.path("value").isMissingNode()).isTrue();
                });
    }

    @Test
    void aPageOfAnotherPortCannotUseTheSession() throws Exception {
        var session = session();
        var stop = "{\"type\":\"exec\",\"mbean\":\"" + route.replace("\"", "\\\"") + "\",\"operation\":\"stop()\"}";
        var other = "http://127.0.0.1:" + (http.port() + 1);
        assertThat(jolokia(session, stop, "Origin", other)).isEqualTo(403);
        assertThat(jolokia(session, stop, "Origin", "null")).isEqualTo(403);
        assertThat(jolokia(session, stop, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(jolokia(session, stop, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        var image = "/hawtio/jolokia/read/java.lang:type=Memory/HeapMemoryUsage";
        assertThat(status(image, "Cookie", session, "Referer", other + "/game.html"))
                .isEqualTo(403);
        assertThat(status(image, "Cookie", session, "Sec-Fetch-Site", "same-site"))
                .isEqualTo(403);
        assertThat(status(image, "Cookie", session))
                .as("an older browser's, of a page without an address")
                .isEqualTo(403);
        assertThat(read(route, "State").path("value").asText()).isEqualTo("Started");

        assertThat(status(image, "Cookie", session, "Origin", "http://127.0.0.1:" + http.port()))
                .isEqualTo(200);
        for (var page : List.of("/hawtio", "/hawtio/", "/hawtio/login")) {
            assertThat(status(page, "Sec-Fetch-Site", "cross-site"))
                    .as("a link leads to " + page)
                    .isLessThan(400);
        }
    }

    @Test
    void noOtherOriginIsToldThatItMayRead() throws Exception {
        for (var origin : List.of("http://127.0.0.1:" + (http.port() + 1), "http://127.0.0.1:" + http.port())) {
            var answer = http.send(HttpRequest.newBuilder(http.uri("/hawtio/jolokia/version"))
                    .header("Authorization", basic("hawtio", PASSWORD))
                    .header("Origin", origin)
                    .build());
            assertThat(answer.headers().map())
                    .doesNotContainKeys("access-control-allow-origin", "access-control-allow-credentials");
        }
    }

    @Test
    void aNameOfSomebodyElsesThatLeadsHereIsRefused() throws IOException {
        try (var socket = new Socket("127.0.0.1", http.port())) {
            socket.getOutputStream()
                    .write(("GET /hawtio/ HTTP/1.1\r\nHost: example.com:" + http.port()
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void whoHasNotLoggedInTakesNoMemory() throws IOException {
        for (var path : List.of("/hawtio/auth/login", "/hawtio/jolokia", "/hawtio/")) {
            for (var length : List.of("Content-Length: 9000000", "Transfer-Encoding: chunked")) {
                try (var socket = new Socket("127.0.0.1", http.port())) {
                    var begin = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            + length + "\r\n\r\n";
                    var piece = "f4240\r\n" + "x".repeat(1_000_000) + "\r\n";
                    socket.setSoTimeout(60_000);
                    try {
                        socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
                        for (var part = 0; part < 8; part++) {
                            socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
                        }
                        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                                .as(path)
                                .matches("HTTP/1.1 4..|");
                    } catch (IOException hungUp) {
                        // as it may be
                    }
                }
            }
        }
        assertThat(read(route, "State").path("value").asText()).isEqualTo("Started");
    }

    @Test
    void whoGuessesIsToldHowLongToWait() {
        var answers = IntStream.range(0, 12)
                .mapToObj(guess -> http.send(HttpRequest.newBuilder(http.uri("/hawtio/jolokia/version"))
                        .header("Authorization", basic("guesser", "guess " + guess))
                        .build()))
                .toList();
        var last = answers.get(answers.size() - 1);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 86_400L);
    }

    @Test
    void otherMachinesAreNotReachedThroughIt() {
        var request = HttpRequest.newBuilder(
                        http.uri("/hawtio/proxy/http/127.0.0.1/" + http.port() + "/hawtio/jolokia/version"))
                .header("Authorization", basic("hawtio", PASSWORD))
                .build();
        assertThat(http.send(request).statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void peopleSeeTheRoutes() {
        try (var browser = new Browser(directory.resolve("browser"), 1440, 900)) {
            browser.open(http.uri("/hawtio/"));
            browser.type("input[name='username'], #pf-login-username-id", "hawtio");
            browser.type("input[name='password'], #pf-login-password-id", PASSWORD);
            browser.click("button[type='submit']");
            browser.clickNode("capture");
            browser.clickCell("capture");
            browser.awaitText("Takes every change of the declared tables");
            browser.clickNode("apply");
            browser.clickCell("apply-postgres");
            browser.awaitText("Changes of all tables to postgres, a batch of one table after the other");
            browser.clickText("Route Diagram");
            awaitDiagram(browser, "From kafka", "Choice", "To sql:stage", "To sql:clear");
            browser.screenshot(Path.of("target", "hawtio.png"));
        }
    }

    @Test
    void everyRouteHasADiagram() {
        try (var browser = new Browser(directory.resolve("another-browser"), 1440, 1200)) {
            browser.open(http.uri("/hawtio/"));
            browser.type("input[name='username'], #pf-login-username-id", "hawtio");
            browser.type("input[name='password'], #pf-login-password-id", PASSWORD);
            browser.click("button[type='submit']");
            drawn(browser, "capture", "capture", "From debezium-mys", "To direct");
            drawn(browser, "capture", "send", "From direct", "Choice", "To kafka");
            drawn(browser, "errors", "dead-letters", "From direct", "To kafka");
        }
    }

    private static void drawn(Browser browser, String group, String route, String... labels) {
        browser.clickNode(group);
        browser.clickCell(route);
        browser.clickText("Route Diagram");
        awaitDiagram(browser, labels);
        browser.screenshot(Path.of("target", "hawtio-" + route + ".png"));
    }

    private static void awaitDiagram(Browser browser, String... labels) {
        await().untilAsserted(() -> assertThat(diagram(browser)).contains(labels));
    }

    /** The boxes of the diagram, as they are labelled. */
    private static String diagram(Browser browser) {
        return browser.script("return [...document.querySelectorAll('.react-flow__node')].map(box => box.innerText)"
                        + ".join(' ')")
                .asText();
    }

    /** The cookie that a browser has after the login. */
    private String session() {
        var answer = http.send(HttpRequest.newBuilder(http.uri("/hawtio/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"hawtio\",\"password\":\"" + PASSWORD + "\"}"))
                .build());
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private int jolokia(String session, String request, String... headers) {
        return http.send(HttpRequest.newBuilder(http.uri("/hawtio/jolokia/"))
                        .header("Cookie", session)
                        .header("Content-Type", "text/plain")
                        .headers(headers)
                        .POST(BodyPublishers.ofString(request))
                        .build())
                .statusCode();
    }

    private int status(String path, String... headers) {
        return http.send(HttpRequest.newBuilder(http.uri(path)).headers(headers).build())
                .statusCode();
    }

    private JsonNode read(String mbean, String attribute) {
        return call(Map.of("type", "read", "mbean", mbean, "attribute", attribute));
    }

    private JsonNode exec(String mbean, String operation, Object... arguments) {
        return call(Map.of("type", "exec", "mbean", mbean, "operation", operation, "arguments", arguments));
    }

    private JsonNode call(Map<String, Object> request) {
        try {
            return JSON.readTree(http.send(HttpRequest.newBuilder(http.uri("/hawtio/jolokia/"))
                            .header("Authorization", basic("hawtio", PASSWORD))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(JSON.writeValueAsString(request)))
                            .build())
                    .body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
