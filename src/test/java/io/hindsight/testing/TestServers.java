package io.hindsight.testing;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * The servers that all integration tests of a JVM share; each starts empty when first asked for, and ends with it. With
 * {@code -Dservers.images=true} the databases are their makers' own images.
 */
public final class TestServers {
    /** One for each JVM of tests that the build runs beside others. */
    private static final Path DIRECTORY = Path.of("target", "servers", System.getProperty("servers.jvm", "jvm"));

    private static final Shared<JdbcServer> MY_SQL =
            new Shared<>("mysql", ImageServer.WANTED ? any -> ImageServer.mySql("8.4") : MySqlServer::start);
    private static final Shared<JdbcServer> MARIA_DB = new Shared<>("mariadb", MariaDbServer::start);
    private static final Shared<JdbcServer> SOURCE_POSTGRES =
            new Shared<>("source-postgres", directory -> PostgresServer.start(directory, PostgresServer.FOR_CAPTURE));
    private static final Shared<KafkaServer> KAFKA = new Shared<>("kafka", KafkaServer::start);
    private static final Shared<JdbcServer> CLICK_HOUSE = new Shared<>(
            "clickhouse", ImageServer.WANTED ? any -> ImageServer.clickHouse("25.8") : ClickHouseServer::start);
    private static final Shared<JdbcServer> POSTGRES =
            new Shared<>("postgres", ImageServer.WANTED ? any -> ImageServer.postgres("17") : PostgresServer::start);
    private static final Shared<JdbcServer> STAR_ROCKS = new Shared<>(
            "starrocks", ImageServer.WANTED ? any -> ImageServer.starRocks("3.5.20") : StarRocksStandIn::start);

    private static final Shared<RegistryServer> REGISTRY = new Shared<>("registry", RegistryServer::start);

    private TestServers() {}

    /** Where such a server has its data, and those that a test starts for itself alone. */
    public static Path directory(String name) {
        return DIRECTORY.resolve(name);
    }

    public static JdbcServer mySql() {
        return MY_SQL.get();
    }

    public static JdbcServer mariaDb() {
        return MARIA_DB.get();
    }

    /** A PostgreSQL that can be captured from: each test has a database, and slots, of its own. */
    public static JdbcServer sourcePostgres() {
        return SOURCE_POSTGRES.get();
    }

    public static KafkaServer kafka() {
        return KAFKA.get();
    }

    public static JdbcServer clickHouse() {
        return CLICK_HOUSE.get();
    }

    public static JdbcServer postgres() {
        return POSTGRES.get();
    }

    /** StarRocks' image where images are wanted, and otherwise a MySQL in its place. */
    public static JdbcServer starRocks() {
        return STAR_ROCKS.get();
    }

    /** A schema registry: each test has subjects of its own, which are called like its topics. */
    public static RegistryServer registry() {
        return REGISTRY.get();
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
                Path directory = directory(name);
                Directories.delete(directory);
                server = start.apply(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop " + name));
            }
            return server;
        }
    }
}
