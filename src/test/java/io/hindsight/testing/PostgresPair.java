package io.hindsight.testing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL and a standby that follows it, which can be cut off from it and take its place. Both speak TLS, and clients
 * find by one address and one name whichever is the primary.
 */
public final class PostgresPair implements AutoCloseable {

    private static final String NAME = "localhost";

    private final Certificates certificates;
    private final PostgresServer primary;
    private final PostgresServer standby;
    private final TcpProxy front;
    private final TcpProxy between;

    private PostgresPair(Path directory) {
        certificates = Certificates.make(directory.resolve("certificates"), NAME);
        primary = PostgresServer.start(directory.resolve("primary"), options());
        primary.execute("SELECT pg_create_physical_replication_slot('standby', true)");
        between = TcpProxy.start(primary.port(), directory.resolve("between"));
        standby = primary.standby(
                directory.resolve("standby"),
                between.port(),
                hasFailoverSlots() ? options("sync_replication_slots=on") : options());
        if (hasFailoverSlots()) {
            primary.execute("ALTER SYSTEM SET synchronized_standby_slots = 'standby'", "SELECT pg_reload_conf()");
        }
        front = TcpProxy.start(primary.port(), directory.resolve("front"));
    }

    /** Starts both; the directory is emptied. */
    public static PostgresPair start(Path directory) {
        Directories.delete(directory);
        return new PostgresPair(directory);
    }

    private String[] options(String... more) {
        var tls =
                List.of("ssl=on", "ssl_cert_file=" + certificates.certificate(), "ssl_key_file=" + certificates.key());
        return Stream.concat(
                        Arrays.stream(PostgresServer.FOR_CAPTURE),
                        Stream.concat(tls.stream(), Arrays.stream(more)).flatMap(option -> Stream.of("-c", option)))
                .toArray(String[]::new);
    }

    public PostgresServer primary() {
        return primary;
    }

    public PostgresServer standby() {
        return standby;
    }

    /** Whether a standby can have a primary's slots. */
    public boolean hasFailoverSlots() {
        return primary.version() >= 17;
    }

    /** What a pipeline is told of the address: who answers is known by its certificate. */
    public Map<String, String> settings() {
        return Map.of(
                "hindsight.source.hostname",
                NAME,
                "hindsight.source.port",
                String.valueOf(front.port()),
                "hindsight.source.ssl-mode",
                "verify-full",
                "hindsight.source.ssl-ca",
                certificates.authority());
    }

    /** Where the one that is the primary answers. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + front.port() + "/" + database;
    }

    /** From now on the standby gets nothing, and nobody is told. */
    public void part() {
        between.silence();
    }

    /** The primary dies, and the standby takes its place. */
    public void promote() {
        primary.kill();
        between.cut();
        standby.execute("SELECT pg_promote()");
        front.leadTo(standby.port());
    }

    @Override
    public void close() {
        front.close();
        between.close();
        for (var server : List.of(primary, standby)) {
            server.close();
        }
    }
}
