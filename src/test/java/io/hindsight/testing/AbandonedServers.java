package io.hindsight.testing;

import java.nio.file.Path;
import java.util.List;

/** A program for {@link ServersIT}: starts a server of each kind, prints their pids in one line, waits to be killed. */
final class AbandonedServers {
    private AbandonedServers() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[0]);
        List<Server> servers = List.of(
                MySqlServer.start(directory.resolve("mysql")),
                KafkaServer.start(directory.resolve("kafka")),
                ClickHouseServer.start(directory.resolve("clickhouse")),
                PostgresServer.start(directory.resolve("postgres")));
        // the hardest to end: sessions in process groups of their own, suspended
        servers.get(servers.size() - 1).freeze();
        System.out.println("pids "
                + String.join(
                        " ",
                        servers.stream()
                                .map(server -> String.valueOf(server.process().pid()))
                                .toList()));
        Thread.currentThread().join();
    }
}
