package io.hindsight.faults;

import static io.hindsight.testing.Await.await;

import io.hindsight.settings.SourceKind;
import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.Server;
import io.hindsight.testing.TcpProxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The source, three brokers, ClickHouse and PostgreSQL, and a lake where it is wanted, each behind a proxy that the program's
 * connections go through.
 */
final class Machines implements AutoCloseable {

    private final Map<String, TcpProxy> proxies = new LinkedHashMap<>();
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Map<Integer, TcpProxy> brokerProxies = new HashMap<>();

    private final String source;
    private Optional<FaultyLake> lake = Optional.empty();

    private Machines(SourceKind kind) {
        this.source = kind == SourceKind.POSTGRESQL ? "source" : kind.toString();
    }

    static Machines start(SourceKind kind, int count, Path directory) {
        var machines = new Machines(kind);
        var brokers = KafkaServer.startCluster(
                IntStream.rangeClosed(1, count)
                        .mapToObj(number -> directory.resolve("broker-" + number))
                        .toList(),
                port -> machines.brokerProxies
                        .computeIfAbsent(port, any -> TcpProxy.start(port, directory.resolve("proxy-of-" + port)))
                        .port());
        for (var number = 1; number <= count; number++) {
            var broker = brokers.get(number - 1);
            machines.servers.put("broker " + number, broker);
            machines.proxies.put("broker " + number, machines.brokerProxies.get(broker.port()));
        }
        machines.add(
                machines.source,
                kind == SourceKind.POSTGRESQL
                        ? PostgresServer.start(directory.resolve("source"), PostgresServer.FOR_CAPTURE)
                        : MySqlServer.start(directory.resolve("mysql")),
                directory);
        machines.add("ClickHouse", ClickHouseServer.start(directory.resolve("clickhouse")), directory);
        machines.add("PostgreSQL", PostgresServer.start(directory.resolve("postgres")), directory);
        return machines;
    }

    /** Adds a lake, which is a warehouse beside the others. */
    void addLake(Path directory) {
        lake = Optional.of(FaultyLake.start(directory.resolve(FaultyLake.NAME)));
        lake.get().servers().forEach((name, server) -> {
            servers.put(name, server);
            proxies.put(name, lake.get().proxy(name));
        });
    }

    Optional<FaultyLake> lake() {
        return lake;
    }

    private void add(String name, Server server, Path directory) {
        servers.put(name, server);
        proxies.put(name, TcpProxy.start(server.port(), directory.resolve("proxy-of-" + name)));
    }

    List<String> names() {
        return List.copyOf(servers.keySet());
    }

    Server server(String name) {
        return servers.get(name);
    }

    TcpProxy proxy(String name) {
        return proxies.get(name);
    }

    /** Waits until capture has confirmed to a PostgreSQL more than it had; not for long where it is far behind. */
    void awaitConfirmed() {
        var before = confirmed();
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        await("the slot to move on")
                .until(() -> System.nanoTime() > deadline || !confirmed().equals(before));
    }

    private List<String> confirmed() {
        return Rows.of(source(), "postgres", "SELECT confirmed_flush_lsn FROM pg_replication_slots");
    }

    List<String> lakeServers() {
        return lake.map(there -> List.copyOf(there.servers().keySet())).orElse(List.of());
    }

    List<String> brokers() {
        return names().stream().filter(name -> name.startsWith("broker")).toList();
    }

    /** Kills all brokers with -9 and starts them again. */
    void killAllBrokers() {
        var brokers =
                brokers().stream().map(name -> (KafkaServer) servers.get(name)).toList();
        brokers.forEach(Server::kill);
        KafkaServer.startAll(brokers);
    }

    /** Addresses of the brokers' proxies. */
    String bootstrapServers() {
        return brokers().stream()
                .map(name -> Server.HOST + ":" + proxies.get(name).port())
                .collect(Collectors.joining(","));
    }

    JdbcServer source() {
        return (JdbcServer) servers.get(source);
    }

    TcpProxy proxyOfSource() {
        return proxies.get(source);
    }

    /** The warehouses that the program speaks to in SQL, called as in its settings. */
    Map<String, JdbcServer> warehouses() {
        return Map.of("clickhouse", (JdbcServer) servers.get("ClickHouse"), "postgres", (JdbcServer)
                servers.get("PostgreSQL"));
    }

    /** What is asked for what a warehouse has, by its name; a lake by its reader. */
    Map<String, JdbcServer> readers() {
        var readers = new TreeMap<>(warehouses());
        lake.ifPresent(there -> readers.put(FaultyLake.NAME, there.reader()));
        return readers;
    }

    /** A database's JDBC address by way of its proxy. */
    String jdbcUrl(JdbcServer server, String database) {
        var name = servers.entrySet().stream()
                .filter(entry -> entry.getValue() == server)
                .findFirst()
                .orElseThrow()
                .getKey();
        return server.jdbcUrl(database)
                .replace(":" + server.port(), ":" + proxies.get(name).port());
    }

    @Override
    public void close() {
        lake.ifPresent(FaultyLake::close);
        servers.values().forEach(Server::kill);
        proxies.values().forEach(TcpProxy::close);
    }
}
