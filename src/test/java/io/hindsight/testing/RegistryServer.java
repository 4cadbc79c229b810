package io.hindsight.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A schema registry, Apicurio's, which speaks Confluent's API; what it knows ends with it. */
public final class RegistryServer implements Server {

    private static final String API = "/apis/ccompat/v7";
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final ServerProcess process;

    private RegistryServer(Path home, int port) {
        this.port = port;
        this.process = new ServerProcess(
                "schema registry",
                List.of(
                        ChildJvm.home().resolve("bin/java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=" + HOST,
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        program().toString()),
                home.resolve("registry.log"),
                () -> ask("GET", "/subjects", ""));
    }

    static RegistryServer start(Path directory) {
        var home = directory.toAbsolutePath();
        var server = new RegistryServer(home, RememberedPort.of(home.resolve("port")));
        server.process.start();
        return server;
    }

    private static Path program() {
        try (var jars = Files.newDirectoryStream(ServerFiles.fetched("registry"), "*-runner.jar")) {
            return jars.iterator().next();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The address of its API. */
    public String url() {
        return url(port);
    }

    /** The same by another port, of a proxy. */
    public static String url(int port) {
        return "http://" + HOST + ":" + port + API;
    }

    /** Says which changes of a subject's schema it allows, in Confluent's words. */
    public void allow(String subject, String compatibility) throws IOException {
        ask("PUT", "/config/" + subject, "{\"compatibility\":\"" + compatibility + "\"}");
    }

    /** The schema of a number, as text. */
    public String schema(int id) throws IOException {
        return ask("GET", "/schemas/ids/" + id, "").path("schema").asText();
    }

    /** Which versions of a subject there are. */
    public JsonNode versions(String subject) throws IOException {
        return ask("GET", "/subjects/" + subject + "/versions", "");
    }

    private JsonNode ask(String method, String path, String body) throws IOException {
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url() + path))
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(method + " " + path + ": HTTP " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ServerProcess process() {
        return process;
    }
}
