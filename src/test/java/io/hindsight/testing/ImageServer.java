package io.hindsight.testing;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A database from its maker's own image, where a container engine is found; it can't be killed or frozen. */
public final class ImageServer implements JdbcServer {

    /** Whether the shared databases are to be images. */
    static final boolean WANTED = Boolean.getBoolean("servers.images");

    private final GenericContainer<?> container;
    private final int inside;
    private final String url;
    private final String username;
    private final String password;
    private final String first;

    private ImageServer(
            GenericContainer<?> container, int inside, String url, String username, String password, String first) {
        this.container = container.withExposedPorts(inside);
        this.inside = inside;
        this.url = url;
        this.username = username;
        this.password = password;
        this.first = first;
        container.start();
    }

    /** Starts {@code mysql} of that version. */
    public static ImageServer mySql(String version) {
        return new ImageServer(
                new GenericContainer<>("mysql:" + version)
                        .withEnv("MYSQL_ROOT_PASSWORD", PASSWORD)
                        .withCommand(
                                "--character-set-server=utf8mb4",
                                "--default-time-zone=+00:00",
                                "--max-allowed-packet=64M")
                        .waitingFor(Wait.forLogMessage(".*ready for connections.*port: 3306.*", 1)),
                3306,
                MySqlServer.URL,
                "root",
                PASSWORD,
                "");
    }

    /** Starts {@code clickhouse/clickhouse-server} of that version. */
    public static ImageServer clickHouse(String version) {
        return new ImageServer(
                new GenericContainer<>("clickhouse/clickhouse-server:" + version)
                        .withEnv(Map.of("CLICKHOUSE_USER", "hindsight", "CLICKHOUSE_PASSWORD", PASSWORD))
                        .waitingFor(Wait.forHttp("/ping").forPort(8123)),
                8123,
                "jdbc:clickhouse://%s:%d/%s",
                "hindsight",
                PASSWORD,
                "default");
    }

    /** Starts {@code postgres} of that version. */
    public static ImageServer postgres(String version) {
        return new ImageServer(
                new GenericContainer<>("postgres:" + version)
                        .withEnv("POSTGRES_PASSWORD", PASSWORD)
                        .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2)),
                5432,
                "jdbc:postgresql://%s:%d/%s",
                "postgres",
                PASSWORD,
                "postgres");
    }

    /** Starts {@code starrocks/allin1-ubuntu} of that version, frontend and backend in one; takes minutes. */
    public static ImageServer starRocks(String version) {
        var server = new ImageServer(
                new GenericContainer<>("starrocks/allin1-ubuntu:" + version)
                        .waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(5))),
                9030,
                "jdbc:mysql://%s:%d/%s",
                "root",
                "",
                "");
        // tables can be made only when the backend has told the frontend how much room it has
        Await.await().ignoreExceptions().until(server::hasRoom);
        return server;
    }

    private boolean hasRoom() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var backends = statement.executeQuery("SHOW BACKENDS")) {
            return backends.next()
                    && backends.getBoolean("Alive")
                    && !backends.getString("AvailCapacity").matches("0\\.000.*|1\\.000 B");
        }
    }

    /** Of a server that lives as long as a test, on loopback. */
    private static final String PASSWORD = "hindsight";

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(inside);
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl(first);
    }

    @Override
    public String jdbcUrl(String database) {
        return url.formatted(host(), port(), database);
    }

    @Override
    public String username() {
        return username;
    }

    @Override
    public String password() {
        return password;
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
