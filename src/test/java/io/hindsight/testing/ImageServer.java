package io.hindsight.testing;

import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A warehouse from its maker's own image, where a container engine is found; it can't be killed or frozen. */
public final class ImageServer implements JdbcServer {

    private final GenericContainer<?> container;
    private final int inside;
    private final String url;
    private final String username;

    private ImageServer(GenericContainer<?> container, int inside, String url, String username) {
        this.container = container.withExposedPorts(inside);
        this.inside = inside;
        this.url = url;
        this.username = username;
        container.start();
    }

    /** Starts {@code clickhouse/clickhouse-server} of that version. */
    public static ImageServer clickHouse(String version) {
        return new ImageServer(
                new GenericContainer<>("clickhouse/clickhouse-server:" + version)
                        .withEnv(Map.of("CLICKHOUSE_USER", "hindsight", "CLICKHOUSE_PASSWORD", PASSWORD))
                        .waitingFor(Wait.forHttp("/ping").forPort(8123)),
                8123,
                "jdbc:clickhouse://%s:%d/%s",
                "hindsight");
    }

    /** Starts {@code postgres} of that version. */
    public static ImageServer postgres(String version) {
        return new ImageServer(
                new GenericContainer<>("postgres:" + version)
                        .withEnv("POSTGRES_PASSWORD", PASSWORD)
                        .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2)),
                5432,
                "jdbc:postgresql://%s:%d/%s",
                "postgres");
    }

    /** Of a server that lives as long as a test, on loopback. */
    private static final String PASSWORD = "hindsight";

    @Override
    public int port() {
        return container.getMappedPort(inside);
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl(username.equals("postgres") ? "postgres" : "default");
    }

    @Override
    public String jdbcUrl(String database) {
        return url.formatted(container.getHost(), port(), database);
    }

    @Override
    public String username() {
        return username;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public ServerProcess process() {
        throw new UnsupportedOperationException("the process of a container belongs to its engine");
    }

    @Override
    public void close() {
        container.stop();
    }
}
