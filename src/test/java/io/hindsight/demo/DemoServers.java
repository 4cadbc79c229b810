package io.hindsight.demo;

import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.PostgresServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The servers that settings ask for, each in a directory of its own, where its data stays.
 *
 * @param warehouses by their names in the settings; one of an engine that can't be started here is missing, and is
 *     taken to be where its address says
 */
record DemoServers(JdbcServer source, KafkaServer kafka, Map<String, JdbcServer> warehouses, StartingServers all)
        implements AutoCloseable {

    /** Starts all at the same time, and says of each when it's ready. */
    static DemoServers start(Settings settings, Path directory, PrintStream out) {
        var all = new StartingServers(out);
        var source = all.start("MySQL", MySqlServer::start, directory.resolve("mysql"));
        var kafka = all.start("Kafka", KafkaServer::start, directory.resolve("kafka"));
        var warehouses = new TreeMap<String, CompletableFuture<? extends JdbcServer>>();
        for (var warehouse : settings.warehouses()) {
            engine(warehouse)
                    .ifPresent(start -> warehouses.put(
                            warehouse.name(), all.start(name(warehouse), start, directory.resolve(warehouse.name()))));
        }
        all.await();
        var started = new TreeMap<String, JdbcServer>();
        warehouses.forEach((name, server) -> started.put(name, server.join()));
        return new DemoServers(source.join(), kafka.join(), started, all);
    }

    private static Optional<Function<Path, ? extends JdbcServer>> engine(WarehouseSettings warehouse) {
        return switch (warehouse.kind().name()) {
            case "clickhouse" -> Optional.of(ClickHouseServer::start);
            case "postgresql" -> Optional.of(PostgresServer::start);
            default -> Optional.empty();
        };
    }

    /** As people call the engine. */
    private static String name(WarehouseSettings warehouse) {
        return warehouse.kind().getClass().getSimpleName().replace("PostgreSql", "PostgreSQL");
    }

    @Override
    public void close() {
        all.close();
    }
}
