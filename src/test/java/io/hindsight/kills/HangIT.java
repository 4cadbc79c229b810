package io.hindsight.kills;

import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.Server;
import io.hindsight.testing.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that accept connections and answer nothing, while nothing happens, and behind a network that swallows what is
 * sent while changes come: each is named, the others go on, people get answers, and all goes on when it comes back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HangIT {

    /** Of what a network has swallowed, its connections never say a word again, and that must be found out. */
    enum Way {
        STOPPED(WatchedProgram.IN_TIME) {
            @Override
            void begin(Server server, TcpProxy network) {
                server.freeze();
            }

            @Override
            void end(Server server, TcpProxy network) {
                server.thaw();
            }
        },
        SWALLOWED(WatchedProgram.IN_TIME) {
            @Override
            void begin(Server server, TcpProxy network) {
                network.swallow();
            }

            @Override
            void end(Server server, TcpProxy network) {
                network.goOnAnew();
            }
        };

        private final Duration limit;

        Way(Duration limit) {
            this.limit = limit;
        }

        abstract void begin(Server server, TcpProxy network);

        abstract void end(Server server, TcpProxy network);
    }

    private final Map<Server, TcpProxy> networks = new HashMap<>();
    private MySqlServer mySql;
    private KafkaServer kafka;
    private ClickHouseServer clickHouse;
    private PostgresServer postgres;
    private WatchedProgram ofMySql;
    private WatchedProgram ofPostgres;

    /** PostgreSQL is a warehouse of the one program, and the source of the other. */
    @BeforeAll
    void run(@TempDir Path home) {
        var toKafka = new AtomicReference<TcpProxy>();
        kafka = KafkaServer.startCluster(List.of(home.resolve("kafka")), port -> {
                    toKafka.set(TcpProxy.start(port, home.resolve("network-of-kafka")));
                    return toKafka.get().port();
                })
                .get(0);
        networks.put(kafka, toKafka.get());
        mySql = MySqlServer.start(home.resolve("mysql"));
        clickHouse = ClickHouseServer.start(home.resolve("clickhouse"));
        postgres = PostgresServer.start(home.resolve("postgres"), PostgresServer.FOR_CAPTURE);
        for (var server : List.of(mySql, clickHouse, postgres)) {
            networks.put(server, TcpProxy.start(server.port(), home.resolve("network-of-" + server.port())));
        }
        mySql.execute("CREATE DATABASE shop", "CREATE TABLE shop.notes (id INT PRIMARY KEY)");
        clickHouse.execute("CREATE DATABASE dw", "CREATE DATABASE dw2");
        postgres.execute("CREATE DATABASE dw", "CREATE DATABASE shop");
        Rows.execute(
                postgres,
                "shop",
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.notes (id INT PRIMARY KEY)",
                "CREATE PUBLICATION hang2 FOR TABLE shop.notes WITH (publish_via_partition_root = true)");

        ofMySql = new WatchedProgram(
                home.resolve("mysql-program"),
                mySql,
                "shop.notes",
                "dw",
                settings("hang", mySql, "dw", clickHouse, postgres));
        var settings = settings("hang2", postgres, "dw2", clickHouse);
        settings.put("hindsight.source.kind", "postgresql");
        settings.put("hindsight.source.database", "shop");
        settings.put("hindsight.source.publication", "hang2");
        ofPostgres = new WatchedProgram(home.resolve("postgres-program"), postgres, "shop.notes", "dw2", settings);
        for (var program : List.of(ofMySql, ofPostgres)) {
            program.note();
            program.awaitUp(Duration.ofMinutes(5));
        }
        ofMySql.awaitNotes(0, WatchedProgram.IN_TIME, List.of(clickHouse, postgres));
        ofPostgres.awaitNotes(0, WatchedProgram.IN_TIME, List.of(clickHouse));
    }

    private Map<String, String> settings(String name, JdbcServer source, String database, JdbcServer... warehouses) {
        var settings = new TreeMap<>(Map.of(
                "hindsight.name",
                name,
                "hindsight.source.hostname",
                "127.0.0.1",
                "hindsight.source.port",
                String.valueOf(networks.get(source).port()),
                "hindsight.source.username",
                source.username(),
                "hindsight.source.password",
                source.password(),
                "hindsight.kafka.brokers",
                "127.0.0.1:" + networks.get(kafka).port(),
                "hindsight.table.notes.source",
                "shop.notes"));
        for (var server : warehouses) {
            var prefix = "hindsight.warehouse." + (server == clickHouse ? "clickhouse" : "postgres") + ".";
            settings.put(
                    prefix + "url",
                    server.jdbcUrl(database)
                            .replace(
                                    ":" + server.port() + "/",
                                    ":" + networks.get(server).port() + "/"));
            settings.put(prefix + "username", server.username());
            settings.put(prefix + "password", server.password());
        }
        return settings;
    }

    @AfterAll
    void stop() throws Exception {
        ofMySql.stop();
        ofPostgres.stop();
        networks.values().forEach(TcpProxy::close);
        networks.keySet().forEach(server -> server.process().kill());
    }

    /** Connections that a network has lost take minutes in all: {@code -Dnetwork.swallows=true} tries them too. */
    static Stream<Way> ways() {
        return Boolean.getBoolean("network.swallows") ? Stream.of(Way.values()) : Stream.of(Way.STOPPED);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void clickHouseHangs(Way way) throws Exception {
        whileItHangs(ofMySql, way, clickHouse, "warehouse-clickhouse", List.of(postgres));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void postgreSqlHangs(Way way) throws Exception {
        whileItHangs(ofMySql, way, postgres, "warehouse-postgres", List.of(clickHouse));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void kafkaHangs(Way way) throws Exception {
        whileItHangs(ofMySql, way, kafka, "kafka", List.of());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void mySqlHangs(Way way) throws Exception {
        whileItHangs(ofMySql, way, mySql, "source", List.of());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void postgreSqlAsASourceHangs(Way way) throws Exception {
        whileItHangs(ofPostgres, way, postgres, "source", List.of());
    }

    /**
     * Where a server is stopped, changes come when that is noticed; where a network swallows them, all along.
     *
     * @param others warehouses that have nothing to do with it
     */
    private void whileItHangs(WatchedProgram program, Way way, Server server, String check, List<JdbcServer> others)
            throws Exception {
        List<JdbcServer> all = program == ofMySql ? List.of(clickHouse, postgres) : List.of(clickHouse);
        var writer = Executors.newSingleThreadScheduledExecutor();
        try {
            if (way == Way.SWALLOWED) {
                writer.scheduleWithFixedDelay(program::note, 0, 50, TimeUnit.MILLISECONDS);
                program.awaitNotes(20, WatchedProgram.IN_TIME, all);
            }
            way.begin(server, networks.get(server));
            program.awaitDown(check);
            if (way == Way.STOPPED && !check.equals("source")) {
                program.note();
            }
            program.awaitNotes(0, WatchedProgram.IN_TIME, others);
            program.peopleGetAnswers();
        } finally {
            way.end(server, networks.get(server));
            writer.shutdown();
            writer.awaitTermination(1, TimeUnit.MINUTES);
        }
        program.note();
        program.awaitNotes(0, way.limit, all);
        ofMySql.awaitUp(way.limit);
        ofPostgres.awaitUp(way.limit);
    }
}
