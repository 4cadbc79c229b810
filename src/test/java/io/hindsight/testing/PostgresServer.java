package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL that keeps its word: what it has committed survives a crash. */
public final class PostgresServer implements JdbcServer {
    /** What a server is started with that changes are captured from. */
    public static final String[] FOR_CAPTURE = {
        "-c",
        "wal_level=logical",
        "-c",
        "max_wal_senders=64",
        "-c",
        "max_replication_slots=64",
        "-c",
        "max_prepared_transactions=8"
    };

    private static final String USERNAME = "postgres";
    private static final String PASSWORD = "hindsight";

    private final Path data;
    private final int port;
    private final ServerProcess process;

    private PostgresServer(Path home, int port, String... options) {
        this.data = data(home);
        this.port = port;
        List<String> command = program(
                "postgres",
                "-D",
                data(home).toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=" + HOST,
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "shared_buffers=256MB",
                "-c",
                "max_wal_size=2GB",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC");
        command.addAll(List.of(options));
        this.process = new ServerProcess("PostgreSQL", command, log(home), this::probe)
                // ends sessions too; TERM would wait for them
                .stopSignal("INT");
    }

    /** Starts PostgreSQL on the data in the directory; an empty directory becomes a new server; options are postgres' own. */
    public static PostgresServer start(Path directory, String... options) {
        Path home = directory.toAbsolutePath();
        if (!Files.exists(data(home))) {
            initialize(home);
        }
        PostgresServer server = new PostgresServer(home, RememberedPort.of(home.resolve("port")), options);
        server.process.start();
        return server;
    }

    /** Starts one that follows this server through the port, by the slot {@code standby}; the directory is emptied. */
    public PostgresServer standby(Path directory, int port, String... options) {
        var home = directory.toAbsolutePath();
        Directories.delete(home);
        var begin = version() < 15 ? "pg_start_backup('standby', true, false)" : "pg_backup_start('standby', true)";
        var end = version() < 15 ? "pg_stop_backup(false, false)" : "pg_backup_stop(false)";
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT " + begin);
            Files.createDirectories(home);
            Command.run(List.of("cp", "-a", data.toString(), data(home).toString()), log(home));
            try (var label = statement.executeQuery("SELECT labelfile FROM " + end)) {
                label.next();
                Files.writeString(data(home).resolve("backup_label"), label.getString(1));
            }
            Files.deleteIfExists(data(home).resolve("postmaster.pid"));
            Directories.delete(data(home).resolve("pg_replslot"));
            Files.createDirectory(data(home).resolve("pg_replslot"));
            Files.writeString(data(home).resolve("standby.signal"), "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        var follows = Stream.of(
                "-c",
                "primary_conninfo=host=" + HOST + " port=" + port + " dbname=postgres user=" + USERNAME + " password="
                        + PASSWORD,
                "-c",
                "primary_slot_name=standby",
                "-c",
                "hot_standby_feedback=on",
                "-c",
                "wal_retrieve_retry_interval=200ms");
        return start(home, Stream.concat(Stream.of(options), follows).toArray(String[]::new));
    }

    /** Ends it as {@code pg_ctl stop -m immediate} does: what isn't written yet is found in its log at the next start. */
    public void stopAtOnce() {
        process.stop("QUIT");
    }

    /** Whether it is no standby, or none any more. */
    public boolean isPromoted() {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT NOT pg_is_in_recovery()")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException away) {
            return false;
        }
    }

    /** Without what is behind the point. */
    public int version() {
        try (var connection = connect()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
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
        return jdbcUrl("postgres");
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + database + "?reWriteBatchedInserts=true";
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
        Path password = home.resolve("password");
        try {
            Directories.delete(unfinished);
            Files.createDirectories(home);
            Files.writeString(password, PASSWORD + "\n");
            Command.run(
                    program(
                            "initdb",
                            "-D",
                            unfinished.toString(),
                            "--username=" + USERNAME,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--no-locale"),
                    log(home));
            Files.move(unfinished, data(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it's nobody, and yet owns root's files. */
    private static List<String> program(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user", "--"));
        }
        command.add(PostgresFiles.directory().resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }

    private static Path log(Path home) {
        return home.resolve("postgres.log");
    }
}
