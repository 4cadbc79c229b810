package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real MySQL 8 with a complete row binlog, ready for capture. */
public final class MySqlServer implements JdbcServer {
    /** Host, port, database. */
    static final String URL =
            "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectionTimeZone=UTC";

    private static final String USERNAME = "root";
    private static final String PASSWORD = "hindsight";

    private static final String USERS =
            """
            CREATE USER '%1$s'@'%2$s' IDENTIFIED BY '%3$s';
            GRANT ALL ON *.* TO '%1$s'@'%2$s' WITH GRANT OPTION;
            """
                    .formatted(USERNAME, HOST, PASSWORD);

    private final int port;
    private final ServerProcess process;

    private MySqlServer(int port, Path directory, String... options) {
        this.port = port;
        this.process = new ServerProcess("MySQL", serve(port, directory, options), log(directory), this::probe);
    }

    /** Starts MySQL on the data in the directory; an empty directory becomes a new server; options are mysqld's. */
    public static MySqlServer start(Path directory, String... options) {
        Path home = directory.toAbsolutePath();
        MySqlLibraries.ensure(program(), log(home));
        if (!Files.exists(data(home))) {
            initialize(home);
        }
        MySqlServer server = new MySqlServer(RememberedPort.of(home.resolve("port")), home, options);
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
        return URL.formatted(host(), port, database);
    }

    @Override
    public String username() {
        return USERNAME;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public void stop() {
        endBinlogReaders();
        JdbcServer.super.stop();
    }

    @Override
    public void close() {
        stop();
    }

    /** MySQL would wait ten seconds for one that has gone, whose going it notices only by the next change. */
    private void endBinlogReaders() {
        if (!isAlive()) {
            return;
        }
        thaw();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                Statement kill = connection.createStatement();
                ResultSet readers = statement.executeQuery(
                        "SELECT id FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'")) {
            while (readers.next()) {
                kill.execute("KILL " + readers.getLong(1));
            }
        } catch (SQLException notAnswering) {
            // then nothing can be made quicker
        }
    }

    private void probe() throws Exception {
        try (Connection connection = connect()) {
            connection.isValid(1);
        }
    }

    private static void initialize(Path home) {
        // half a data directory never gets the name of a whole one
        Path unfinished = home.resolve("data.unfinished");
        Path users = home.resolve("init.sql");
        List<String> how = mysqld();
        how.addAll(List.of("--initialize-insecure", "--skip-log-bin"));
        try {
            Directories.delete(unfinished);
            Files.createDirectories(home);
            Files.writeString(users, USERS);
            MadeOnce.copyData(
                    program(),
                    Stream.concat(how.stream(), Stream.of(USERS)).toList(),
                    made -> {
                        how.addAll(List.of("--init-file=" + users, "--datadir=" + made));
                        Command.run(how, log(home));
                    },
                    unfinished,
                    log(home));
            // its identity: each server makes its own
            Files.deleteIfExists(unfinished.resolve("auto.cnf"));
            Files.move(unfinished, data(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> serve(int port, Path home, String... options) {
        List<String> command = mysqld();
        command.addAll(List.of(
                "--datadir=" + data(home),
                "--bind-address=" + HOST,
                "--port=" + port,
                // in the data directory; a whole path might be longer than a socket's may be
                "--socket=socket",
                "--mysqlx=OFF",
                "--skip-name-resolve",
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-row-metadata=FULL",
                "--default-time-zone=+00:00",
                "--max-allowed-packet=64M"));
        command.addAll(List.of(options));
        return command;
    }

    /** What the data directory is made with and later served with. */
    private static List<String> mysqld() {
        return new ArrayList<>(List.of(
                program().toString(),
                "--no-defaults",
                "--basedir=" + ServerFiles.fetched("mysql"),
                "--user=" + System.getProperty("user.name"),
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=256M",
                "--innodb-redo-log-capacity=64M"));
    }

    private static Path program() {
        return ServerFiles.fetched("mysql/bin/mysqld");
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }

    private static Path log(Path home) {
        return home.resolve("mysql.log");
    }
}
