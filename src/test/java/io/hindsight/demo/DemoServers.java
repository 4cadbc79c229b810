package io.hindsight.demo;

import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Server;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/** The four servers, each in a directory of its own, where its data stays. */
record DemoServers(MySqlServer mySql, KafkaServer kafka, ClickHouseServer clickHouse, PostgresServer postgres)
        implements AutoCloseable {

    /** Starts all at the same time, and says of each when it's ready. */
    static DemoServers start(Path directory, PrintStream out) {
        var mySql = start("MySQL", MySqlServer::start, directory.resolve("mysql"), out);
        var kafka = start("Kafka", KafkaServer::start, directory.resolve("kafka"), out);
        var clickHouse = start("ClickHouse", ClickHouseServer::start, directory.resolve("clickhouse"), out);
        var postgres = start("PostgreSQL", PostgresServer::start, directory.resolve("postgresql"), out);
        try {
            return new DemoServers(mySql.join(), kafka.join(), clickHouse.join(), postgres.join());
        } catch (CompletionException failed) {
            closeAll(Stream.of(mySql, kafka, clickHouse, postgres)
                    .map(each -> each.exceptionally(failure -> null).join())
                    .filter(server -> server != null));
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
    }

    private static <S extends Server> CompletableFuture<S> start(
            String name, Function<Path, S> start, Path directory, PrintStream out) {
        var began = System.nanoTime();
        return CompletableFuture.supplyAsync(
                () -> {
                    var server = start.apply(directory);
                    out.printf(
                            Locale.ROOT,
                            "  %-10s  %-9s ready in %.1f s on %s:%d%n",
                            name,
                            version(server),
                            (System.nanoTime() - began) / 1e9,
                            server.host(),
                            server.port());
                    return server;
                },
                task -> {
                    var thread = new Thread(task, "start " + name);
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    private static String version(Server server) {
        if (!(server instanceof JdbcServer database)) {
            return AppInfoParser.getVersion();
        }
        try (var connection = database.connect();
                var version = connection.createStatement().executeQuery("SELECT version()")) {
            version.next();
            // of what PostgreSQL says, its number
            return version.getString(1).replaceAll("^\\D*([\\d.]*\\d).*$", "$1");
        } catch (SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public void close() {
        closeAll(Stream.of(mySql, kafka, clickHouse, postgres));
    }

    private static void closeAll(Stream<? extends Server> servers) {
        var closing = servers.map(server -> CompletableFuture.runAsync(server::close, task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(closing).join();
    }
}
