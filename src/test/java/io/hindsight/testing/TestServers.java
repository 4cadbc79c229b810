package io.hindsight.testing;

import java.nio.file.Path;
import java.util.function.Function;

/** The servers that all integration tests of a JVM share; each starts empty when first asked for, and ends with it. */
public final class TestServers {
    private static final Path DIRECTORY = Path.of("target", "servers");
    private static final Shared<MySqlServer> MY_SQL = new Shared<>("mysql", MySqlServer::start);
    private static final Shared<KafkaServer> KAFKA = new Shared<>("kafka", KafkaServer::start);
    private static final Shared<ClickHouseServer> CLICK_HOUSE = new Shared<>("clickhouse", ClickHouseServer::start);
    private static final Shared<PostgresServer> POSTGRES = new Shared<>("postgres", PostgresServer::start);

    private TestServers() {
    }

    public static MySqlServer mySql() {
        return MY_SQL.get();
    }

    public static KafkaServer kafka() {
        return KAFKA.get();
    }

    public static ClickHouseServer clickHouse() {
        return CLICK_HOUSE.get();
    }

    public static PostgresServer postgres() {
        return POSTGRES.get();
    }

    private static final class Shared<S extends Server> {
        private final String name;
        private final Function<Path, S> start;
        private S server;

        Shared(String name, Function<Path, S> start) {
            this.name = name;
            this.start = start;
        }

        synchronized S get() {
            if (server == null) {
                Path directory = DIRECTORY.resolve(name);
                Directories.delete(directory);
                server = start.apply(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop " + name));
            }
            return server;
        }
    }
}
