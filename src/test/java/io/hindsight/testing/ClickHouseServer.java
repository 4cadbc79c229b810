package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** A real ClickHouse that answers HTTP; its database "default" is of a special kind, so create your own. */
public final class ClickHouseServer implements JdbcServer {
    /** The last query holds the server: it reads standard input, which is open and empty while our JVM lives. */
    private static final String SERVE =
            """
            SYSTEM START LISTEN HTTP;
            SELECT * FROM file('/dev/stdin', 'LineAsString', 'l String') FORMAT Null""";

    private static final int CONNECT_MILLIS = 1_000;

    private final int port;
    private final ServerProcess process;

    private ClickHouseServer(Path home, int port, List<String> options) {
        this.port = port;
        List<String> command = ChildJvm.command(
                ClickHouseMain.class,
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:ErrorFile=" + home.resolve("crash.log")),
                arguments(home, port, options));
        this.process = new ServerProcess("ClickHouse", command, home.resolve("clickhouse.log"), this::probe)
                .environment("TZ", "UTC")
                // or else the signals of the JVM itself crash the engine
                .environment(
                        "LD_PRELOAD", ChildJvm.home().resolve("lib/libjsig.so").toString());
    }

    private static List<String> arguments(Path home, int port, List<String> options) {
        List<String> arguments = new ArrayList<>();
        arguments.add(ServerFiles.fetched("clickhouse/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so")
                .toString());
        arguments.addAll(options);
        arguments.addAll(List.of(
                "--path",
                home.resolve("data").toString(),
                "--listen_host",
                HOST,
                "--http_port",
                String.valueOf(port),
                "--query",
                SERVE));
        return arguments;
    }

    /** Starts ClickHouse on the data in the directory; an empty directory becomes a new server. */
    public static ClickHouseServer start(Path directory) {
        return start(directory.toAbsolutePath(), List.of());
    }

    /** Starts one with more users than the first, described as ClickHouse's {@code users.xml} does. */
    public static ClickHouseServer startWithUsers(Path directory, String users) {
        Path home = directory.toAbsolutePath();
        Path file = writeUsers(home, users);
        Path configuration = write(
                home.resolve("config.xml"),
                """
                <clickhouse>
                  <user_directories><users_xml><path>%s</path></users_xml></user_directories>
                </clickhouse>
                """
                        .formatted(file));
        return start(home, List.of("--config-file", configuration.toString()));
    }

    /** The first may do all; others are described. */
    private static Path writeUsers(Path home, String users) {
        return write(
                home.resolve("users.xml"),
                """
                <clickhouse>
                  <profiles><default/></profiles>
                  <quotas><default/></quotas>
                  <users>
                    <default>
                      <password/><networks><ip>127.0.0.1</ip></networks><access_management>1</access_management>
                    </default>
                    %s
                  </users>
                </clickhouse>
                """
                        .formatted(users));
    }

    /** Starts one of {@link #startWithUsers} again with others, for it takes them at its start only. */
    public void restartWithUsers(Path directory, String users) {
        writeUsers(directory.toAbsolutePath(), users);
        restart();
    }

    private static ClickHouseServer start(Path home, List<String> options) {
        ClickHouseServer server = new ClickHouseServer(home, RememberedPort.of(home.resolve("port")), options);
        server.process.start();
        return server;
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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

    @Override
    public String jdbcUrl() {
        return jdbcUrl("default");
    }

    @Override
    public String jdbcUrl(String database) {
        // the parameters: one for camel-sql's setAutoCommit(false), one so that a batch is there when it's
        // acknowledged,
        // one so that a lake's position deletes are all seen, which is docs/iceberg.md's advice
        return "jdbc:clickhouse://" + host() + ":" + port + "/" + database
                + "?jdbc_ignore_unsupported_values=true&clickhouse_setting_async_insert=0"
                + "&clickhouse_setting_use_roaring_bitmap_iceberg_positional_deletes=1";
    }

    @Override
    public String username() {
        return "default";
    }

    @Override
    public String password() {
        return "";
    }

    private void probe() throws Exception {
        // the driver would log each refused connection
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port), CONNECT_MILLIS);
        }
        try (Connection connection = connect()) {
            connection.createStatement().execute("SELECT 1");
        }
    }
}
