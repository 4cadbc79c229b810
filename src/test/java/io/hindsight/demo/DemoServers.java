package io.hindsight.demo;

import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MariaDbServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.PostgresServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The servers that settings ask for, each in a directory of its own, where its data stays.
 *
 * @param directory where all their data is, a lake's too
 * @param sourceDatabase what statements for a PostgreSQL are run in; empty for others
 * @param warehouses by their names in the settings; one of an engine that can't be started here is missing, and is
 *     taken to be where its address says; a lake has a ClickHouse that reads it
 */
record DemoServers(
        Path directory,
        JdbcServer source,
        String sourceDatabase,
        List<KafkaServer> brokers,
        Map<String, JdbcServer> warehouses,
        StartingServers all)
        implements AutoCloseable {

    /** Starts all at the same time, and says of each when it's ready. */
    static DemoServers start(Settings settings, Path directory, PrintStream out) {
        var all = new StartingServers(out);
        var kind = settings.source().kind();
        var source = all.start(
                kind.toString(),
                starter(kind),
                // a warehouse may be called like a connector
                directory.resolve(kind == SourceKind.POSTGRESQL ? "source" : kind.connector()));
        // as many brokers as the settings name
        var nodes = settings.kafka().brokers().split(",").length;
        var kafka = all.startAll("Kafka", home -> KafkaServer.startCluster(home, nodes), directory.resolve("kafka"));
        var warehouses = new TreeMap<String, CompletableFuture<? extends JdbcServer>>();
        for (var warehouse : settings.warehouses()) {
            var home = directory.resolve(warehouse.name() + (warehouse.lake().isPresent() ? "-reader" : ""));
            engine(warehouse)
                    .ifPresent(start -> warehouses.put(warehouse.name(), all.start(name(warehouse), start, home)));
        }
        all.await();
        var started = new TreeMap<String, JdbcServer>();
        warehouses.forEach((name, server) -> started.put(name, server.join()));
        return new DemoServers(
                directory.toAbsolutePath(),
                source.join(),
                kind == SourceKind.POSTGRESQL ? settings.source().database() : "",
                kafka.join(),
                started,
                all);
    }

    private static Function<Path, JdbcServer> starter(SourceKind kind) {
        return switch (kind) {
            case MYSQL -> MySqlServer::start;
            case MARIADB -> MariaDbServer::start;
            case POSTGRESQL -> directory -> PostgresServer.start(directory, PostgresServer.FOR_CAPTURE);
        };
    }

    private static Optional<Function<Path, ? extends JdbcServer>> engine(WarehouseSettings warehouse) {
        return switch (warehouse.dialect().name()) {
            case "clickhouse", "iceberg" -> Optional.of(ClickHouseServer::start);
            case "postgresql" -> Optional.of(PostgresServer::start);
            default -> Optional.empty();
        };
    }

    /** As people call the engine. */
    private static String name(WarehouseSettings warehouse) {
        return warehouse
                .dialect()
                .getClass()
                .getSimpleName()
                .replace("PostgreSql", "PostgreSQL")
                .replace("Iceberg", "ClickHouse");
    }

    String bootstrapServers() {
        return brokers.stream().map(KafkaServer::bootstrapServers).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        all.close();
    }
}
