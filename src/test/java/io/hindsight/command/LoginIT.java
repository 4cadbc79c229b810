package io.hindsight.command;

import static io.hindsight.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Http;
import io.hindsight.testing.Program;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with a login, at all addresses of this machine, and what it refuses; its servers are away all the time. */
class LoginIT {

    private static final String PASSWORD = "open sesame";

    private final Http http = Http.onFreePort();
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "hindsight.source.port", "1",
            "hindsight.source.password", "x",
            "hindsight.kafka.brokers", "127.0.0.1:1",
            "hindsight.warehouse.postgres.url", "jdbc:postgresql://127.0.0.1:1/dw",
            "hindsight.table.orders.source", "shop.orders",
            "hindsight.http.port", String.valueOf(http.port())));

    @TempDir
    private Path directory;

    @Test
    void anOpenPortWithoutALoginIsRefused() throws Exception {
        settings.put("hindsight.http.host", "0.0.0.0");
        try (var program = Program.start(directory, settings, "run")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output().lines())
                    .singleElement()
                    .asString()
                    .contains("hindsight.http.host", "0.0.0.0", "no login", "hindsight.http.password=");
        }
    }

    @Test
    void aPortThatCamelWouldOpenIsRefusedToo() throws Exception {
        try (var program = Program.start(directory, settings, "run", "-D", "camel.management.host=0.0.0.0")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output()).contains("camel.management.host", "0.0.0.0", "hindsight.http.password=");
        }
    }

    @Test
    void aPasswordAmongTheArgumentsIsRefusedAndNotSaid() throws Exception {
        try (var program = Program.start(directory, settings, "run", "-D", "hindsight.source.password=hush")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output())
                    .contains("hindsight.source.password-file=FILE")
                    .doesNotContain("hush");
        }
    }

    @Test
    void statusHasTheLoginOfTheSettings() throws Exception {
        settings.put("hindsight.http.host", "0.0.0.0");
        settings.put(
                "hindsight.http.password-file",
                Files.writeString(directory.resolve("password"), PASSWORD + "\n")
                        .toString());
        try (var program = Program.start(directory, settings, "run")) {
            await().ignoreExceptions().untilAsserted(() -> assertThat(http.get("/observe/health/live"))
                    .as(program.output())
                    .isEqualTo("{\"status\":\"UP\"}"));
            await().untilAsserted(() -> assertThat(status("/api/flow", "hindsight:" + PASSWORD))
                    .as("all is served")
                    .isEqualTo(200));
            for (var path : List.of("/observe/metrics", "/observe/health", "/console/", "/api/flow", "/api/openapi")) {
                assertThat(status(path, "")).as(path).isEqualTo(401);
            }
            assertThat(status("/observe/metrics", "hindsight:" + PASSWORD)).isEqualTo(200);
            try (var status = Program.start(directory.resolve("right"), settings, "status")) {
                assertThat(status.exitCode()).isEqualTo(1);
                assertThat(status.output()).contains("is DOWN", "capture");
            }
            settings.remove("hindsight.http.password-file");
            settings.put("hindsight.http.password", "guess");
            try (var status = Program.start(directory.resolve("wrong"), settings, "status")) {
                assertThat(status.exitCode()).isEqualTo(2);
                assertThat(status.output()).contains("hindsight.http.password").doesNotContain("guess");
            }
            assertThat(program.output()).doesNotContain(PASSWORD);
        }
    }

    private int status(String path, String login) {
        var request = HttpRequest.newBuilder(http.uri(path));
        if (!login.isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
        }
        return http.send(request.build()).statusCode();
    }
}
