package io.hindsight.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code hindsight run} as a child process in a directory of the user's, on the classes that it is tested with. */
public final class RunningProgram implements AutoCloseable {
    private static final Duration PROBE = Duration.ofSeconds(5);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI address;
    private final Path log;
    private final ServerProcess process;

    private RunningProgram(Path directory, Path home, Map<String, String> settings, List<String> options) {
        this.log = home.resolve("hindsight.log");
        var port = RememberedPort.of(home.resolve("port"), Integer.parseInt(settings.get("hindsight.http.port")));
        this.address = URI.create("http://" + Server.HOST + ":" + port);
        var arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(options);
        var jvm = new ArrayList<>(ChildJvm.compilation());
        jvm.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=logback.xml"));
        var command = ChildJvm.command(io.hindsight.Hindsight.class, jvm, arguments);
        this.process = new ServerProcess("Hindsight", command, log, this::probe).directory(directory);
        settings.forEach((key, value) -> process.environment(variable(key), value));
        process.environment(variable("hindsight.http.port"), String.valueOf(port));
    }

    /**
     * Starts it; returns when all of it is UP.
     *
     * @param directory that has its application.properties
     * @param home for its log
     * @param settings that win over the file's, given by environment for there may be passwords;
     *     {@code hindsight.http.port} is the port it takes if that is free
     * @param options of the command
     */
    public static RunningProgram start(Path directory, Path home, Map<String, String> settings, List<String> options) {
        var program = new RunningProgram(directory, home.toAbsolutePath(), settings, options);
        program.process.start();
        return program;
    }

    /** Where it serves health, metrics and what the routes add. */
    public URI address() {
        return address;
    }

    /** The file with all that it prints. */
    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Gives the body of an answer, whatever its status. */
    public String get(String path) throws IOException, InterruptedException {
        return answer(path).body();
    }

    private java.net.http.HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(address.resolve(path)).timeout(PROBE).build(), BodyHandlers.ofString());
    }

    private void probe() throws Exception {
        var health = answer("/observe/health");
        if (health.statusCode() != 200) {
            throw new IllegalStateException(health.body());
        }
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** Ends it in good order. */
    @Override
    public void close() {
        process.stop();
    }
}
