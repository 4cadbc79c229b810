package io.hindsight.testing;

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
import java.util.Map;

/** A storage that speaks S3, whose buckets are directories: Adobe's S3Mock. It takes any credentials. */
public final class S3Server implements Server {

    private static final Path JAR = Path.of("target", "s3mock", "s3mock.jar");

    private final int port;
    private final ServerProcess process;

    private S3Server(Path home, int port) {
        this.port = port;
        this.process = new ServerProcess(
                "S3",
                List.of(
                        ChildJvm.home().resolve("bin/java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "--server.address=" + HOST,
                        "--server.port=0",
                        "--http.port=" + port,
                        "--com.adobe.testing.s3mock.store.root=" + home.resolve("buckets"),
                        "--com.adobe.testing.s3mock.store.retain-files-on-exit=true"),
                home.resolve("s3.log"),
                this::probe);
    }

    /** Starts one with an empty bucket of that name. */
    public static S3Server start(Path directory, String bucket) {
        var home = directory.toAbsolutePath();
        make(home.resolve("buckets"));
        var server = new S3Server(home, RememberedPort.of(home.resolve("port")));
        server.process.start();
        server.send("PUT", "/" + bucket);
        return server;
    }

    /** What clients are told of it, by Iceberg's names. */
    public Map<String, String> properties() {
        return Map.of("s3.endpoint", "http://" + HOST + ":" + port, "s3.path-style-access", "true");
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int send(String method, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + path))
                                    .method(method, BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException silent) {
            throw new IllegalStateException(silent);
        }
    }

    private void probe() {
        if (send("GET", "/") != 200) {
            throw new IllegalStateException("S3 doesn't answer");
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
