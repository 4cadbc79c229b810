package io.hindsight.http;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.HttpSettings;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.testing.Http;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes in over HTTP, and what comes in with them; Camel's own servers, at one port, as the program has them. */
class GuardTest {

    private static final String PASSWORD = "grüße & \"co:lon\"";

    private final Http http = Http.onFreePort();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Main main;

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
        }
    }

    private void start(String host, String password) {
        start(host, password, Map.of());
    }

    private void start(String host, String password, Map<String, String> more) {
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.bind("httpServers", new GuardedHttpServers(new HttpSettings(host, http.port(), "hindsight", password)));
        Map.of(
                        "camel.server.enabled",
                        "true",
                        "camel.server.host",
                        host,
                        "camel.server.port",
                        http.port(),
                        "camel.management.enabled",
                        "true",
                        "camel.management.host",
                        host,
                        "camel.management.port",
                        http.port(),
                        "camel.management.healthCheckEnabled",
                        "true",
                        "camel.health.exposureLevel",
                        "full")
                .forEach((key, value) -> main.addInitialProperty(key, String.valueOf(value)));
        more.forEach(main::addInitialProperty);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/echo")
                        .setBody(exchange ->
                                exchange.getMessage().getHeaders().keySet().toString());
                from("platform-http:/length")
                        .setBody(
                                exchange -> String.valueOf(exchange.getMessage().getBody(byte[].class).length));
                from("platform-http:/large").setBody(exchange -> {
                    asked.incrementAndGet();
                    return "x".repeat(5_000_000);
                });
                from("platform-http:/slow").process(exchange -> {
                    asked.incrementAndGet();
                    goOn.await();
                });
            }
        });
        main.start();
    }

    @Test
    void withoutTheLoginNobodyLearnsOrDoesAnything() {
        start("127.0.0.1", PASSWORD);
        for (var path : List.of("/observe/health", "/echo", "/observe/health/live/../", "/nothing/here")) {
            assertThat(status(path)).as(path).isEqualTo(401);
            assertThat(status(path, "Authorization", basic("hindsight", "guess")))
                    .as(path)
                    .isEqualTo(401);
            assertThat(status(path, "Authorization", basic("", ""))).as(path).isEqualTo(401);
            assertThat(status(path, "Authorization", "Basic ???")).as(path).isEqualTo(401);
        }
        assertThat(status("/observe/health", "Authorization", basic("hindsight", PASSWORD)))
                .isEqualTo(200);
        assertThat(status("/echo", "Authorization", basic("hindsight", PASSWORD)))
                .isEqualTo(200);
        var token = basic("hindsight", PASSWORD).replace("Basic ", "");
        assertThat(status("/echo", "Authorization", "Bearer " + token)).isEqualTo(200);
        for (var wrong : List.of("Bearer", "Bearer ", "Bearer x", "Digest " + token, token, "")) {
            assertThat(status("/echo", "Authorization", wrong)).as(wrong).isEqualTo(401);
        }
    }

    @Test
    void probesLearnNoMoreThanUpOrDown() {
        start("127.0.0.1", PASSWORD);
        for (var path : List.of("/observe/health/live", "/observe/health/ready?exposureLevel=full&data=true")) {
            assertThat(http.get(path)).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void probesAreOpenUnderAnotherPathToo() {
        start("127.0.0.1", PASSWORD, Map.of("camel.management.path", "/sub", "camel.server.path", "/sub"));
        assertThat(http.get("/sub/observe/health/live")).isEqualTo("{\"status\":\"UP\"}");
        assertThat(status("/sub/observe/health")).isEqualTo(401);
        assertThat(status("/sub/sub/observe/health/live")).isEqualTo(401);
    }

    @Test
    void aServerAtAnotherPortIsRefused() {
        assertThatThrownBy(() -> start("127.0.0.1", "", Map.of("camel.server.port", "18080")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll("camel.server.port", "18080", "hindsight.http.port=" + http.port());
    }

    @Test
    void withoutALoginThisMachineComesInByItsOwnNamesOnly() throws IOException {
        start("127.0.0.1", "");
        assertThat(status("/observe/health")).isEqualTo(200);
        assertThat(statusLine("localhost:" + http.port())).contains("200");
        assertThat(statusLine("[::1]:" + http.port())).contains("200");
        assertThat(statusLine("127.0.0.1.example.com:" + http.port())).contains("403");
        assertThat(statusLine("example.com")).contains("403");
    }

    @Test
    void aPageOfAnotherSiteDoesNothing() {
        start("127.0.0.1", "");
        assertThat(post()).isEqualTo(200);
        assertThat(post("Origin", "http://127.0.0.1:" + http.port())).isEqualTo(200);
        assertThat(post("Origin", "https://example.com", "Sec-Fetch-Site", "same-origin"))
                .as("behind a proxy that says its own address")
                .isEqualTo(200);
        assertThat(post("Origin", "http://127.0.0.1:1")).isEqualTo(403);
        assertThat(post("Origin", "null")).isEqualTo(403);
        assertThat(post("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    }

    @Test
    void aBodyHasALimit() {
        start("127.0.0.1", "");
        assertThat(post(100_000)).isEqualTo(200);
        assertThat(post(100_001)).isEqualTo(413);
    }

    private int post(int bytes) {
        return http.send(HttpRequest.newBuilder(http.uri("/echo"))
                        .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                        .build())
                .statusCode();
    }

    @Test
    void connectionsHaveALimit() throws IOException {
        start("127.0.0.1", "");
        var open = new ArrayList<Socket>();
        try {
            for (var one = 0; one < 1_000; one++) {
                open.add(new Socket("127.0.0.1", http.port()));
            }
            // who has waited longest makes room, so that those who ask come in
            assertThat(status("/observe/health/live")).isEqualTo(200);
            assertThat(open.get(0).getInputStream().read()).isEqualTo(-1);
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
        await().ignoreExceptions().until(() -> status("/observe/health") == 200);
    }

    @Test
    void http2IsNotSpoken() throws IOException {
        start("127.0.0.1", "");
        assertThat(answer("PRI * HTTP/2.0\r\nConnection: close\r\n\r\nSM\r\n\r\n"))
                .startsWith("HTTP/2.0 501");
        assertThat(answer(
                        "GET /observe/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings, close"
                                + "\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void whoAsksOnWithoutTakingTheAnswersIsHungUpOn() throws IOException {
        start("127.0.0.1", "");
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("127.0.0.1", http.port()));
            socket.getOutputStream()
                    .write("GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                            .repeat(50)
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> asked.get() > 0);
            assertThat(status("/echo")).isEqualTo(200);
            assertThat(asked.get()).isLessThan(5);
            assertThatThrownBy(() -> {
                        while (socket.getInputStream().read() >= 0) {
                            // what was on its way
                        }
                        throw new EOFException();
                    })
                    .isInstanceOf(IOException.class);
            assertThat(asked.get()).isLessThan(5);
        }
    }

    @Test
    void slowAnswersDoNotStarveProbes() throws Exception {
        start("127.0.0.1", "");
        var client = HttpClient.newHttpClient();
        var slow = IntStream.range(0, 200)
                .mapToObj(one -> client.sendAsync(
                        HttpRequest.newBuilder(http.uri("/slow")).build(), BodyHandlers.ofString()))
                .toList();
        await().until(() -> asked.get() == 48);
        for (var probe : List.of("/observe/health/live", "/observe/health/ready")) {
            assertThat(http.get(probe)).contains("UP");
        }
        goOn.countDown();
        assertThat(slow)
                .extracting(each -> each.get(1, TimeUnit.MINUTES).statusCode())
                .containsOnly(200);
        assertThat(status("/echo")).isEqualTo(200);
    }

    @Test
    void onlyThisMachinesOwnNamesAndPagesAreTaken() throws IOException {
        start("127.0.0.1", "");
        for (var host : List.of(
                "127.0.0.1.",
                "localhost.",
                "localhost.localdomain",
                "[::ffff:127.0.0.1]",
                "[::2]",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0.0.0.0",
                "127.0.0.1@example.com",
                "example.com@127.0.0.1",
                "localhost%00.example.com",
                "127.0.0.1, example.com",
                "null")) {
            assertThat(statusLine(host)).as(host).containsAnyOf("403", "400");
        }
        var own = "127.0.0.1:" + http.port();
        for (var origin : List.of(
                "http://" + own + ".",
                "http://" + own + ".example.com",
                "http://" + own + "@example.com",
                "http://example.com#" + own,
                "http://localhost:" + http.port(),
                "http://[::1]:" + http.port(),
                "http://127.0.0.1",
                "http://" + own + ", http://example.com",
                "file://",
                "ftp://" + own,
                "chrome-extension://" + own,
                "")) {
            assertThat(post("Origin", origin)).as(origin).isEqualTo(403);
        }
        assertThat(post("Origin", "HTTP://127.0.0.1:" + http.port())).isIn(200, 403);
        for (var site : List.of("same-site", "Same-Origin", "", "none, cross-site")) {
            assertThat(post("Sec-Fetch-Site", site)).as(site).isEqualTo(403);
        }
    }

    /** A proxy before the program and the program must see the same requests. */
    @Test
    void aRequestIsNotTakenForTwo() throws IOException {
        start("127.0.0.1", "");
        var begin = "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        var hidden = "GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        for (var headers : List.of(
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n",
                "Content-Length: 4, 5\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: -4\r\n",
                "Content-Length: 0x4\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: xchunked\r\n",
                " Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding:\u000bchunked\r\n")) {
            try (var socket = new Socket("127.0.0.1", http.port())) {
                socket.getOutputStream()
                        .write((begin + headers + "\r\n0\r\n\r\n" + hidden).getBytes(StandardCharsets.ISO_8859_1));
                assertThat(new BufferedReader(
                                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                                .readLine())
                        .as(headers)
                        .matches("HTTP/1.[01] [45].*");
            }
        }
        assertThat(asked.get()).isZero();
    }

    @Test
    void nothingLongIsTaken() throws IOException {
        start("127.0.0.1", "");
        assertThat(answer("GET /echo?" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
                .contains(" 414 ");
        assertThat(answer("GET /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(answer("GET /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n" + "X: x\r\n".repeat(20_000) + "\r\n"))
                .contains(" 431 ");
        assertThat(answer("GET /echo HTTP/1.0\r\n\r\n")).contains("403");
        assertThat(answer("GET /echo HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")).contains("200");
        // a body that says no end is refused when it is as long as one that does
        var chunk = Integer.toHexString(50_000) + "\r\n" + "x".repeat(50_000) + "\r\n";
        assertThat(answer("POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(3)))
                .contains("413");
    }

    /** What is packed isn't unpacked: its size is what is sent. */
    @Test
    void aPackedBodyStaysPacked() throws IOException {
        start("127.0.0.1", "");
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(new byte[50_000_000]);
        }
        assertThat(bytes.size()).isLessThan(100_000);
        var request = HttpRequest.newBuilder(http.uri("/length"))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build();
        assertThat(http.send(request).body()).isEqualTo(String.valueOf(bytes.size()));
    }

    private String answer(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", http.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    @Test
    void headersThatCamelTakesForItsOwnStayOutside() {
        start("127.0.0.1", "");
        var query =
                "?CamelSqlQuery=" + URLEncoder.encode("DROP TABLE orders", StandardCharsets.UTF_8) + "&camelfilename=x";
        var echo = http.send(HttpRequest.newBuilder(http.uri("/echo" + query))
                        .header("CamelSqlQuery", "DROP TABLE orders")
                        .header("cAmElExecCommandExecutable", "sh")
                        .header("Harmless", "x")
                        .build())
                .body();
        assertThat(echo)
                .containsIgnoringCase("harmless")
                .doesNotContainIgnoringCase("CamelSql", "CamelExec", "camelfilename");
    }

    @Test
    void otherMachinesComeInWithALoginOnly() {
        assertThatThrownBy(() -> start("0.0.0.0", ""))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll("camel.server.host", "0.0.0.0", "hindsight.http.password");
    }

    private int post(String... headers) {
        return status(HttpRequest.newBuilder().POST(BodyPublishers.ofString("x")), "/echo", headers);
    }

    private int status(String path, String... headers) {
        return status(HttpRequest.newBuilder(), path, headers);
    }

    private int status(HttpRequest.Builder request, String path, String... headers) {
        request.uri(http.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build()).statusCode();
    }

    /** The client of the JDK says the true host, always. */
    private String statusLine(String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", http.port())) {
            socket.getOutputStream()
                    .write(("GET /observe/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
