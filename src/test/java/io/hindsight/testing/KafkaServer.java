package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A real Kafka node, alone or one of a KRaft cluster; topics are created by who needs them, and nothing expires unless a topic says so. */
public final class KafkaServer implements Server {
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;
    private static final int COPIES = 3;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int PROBE_MILLIS = 5_000;

    private final int port;
    private final ServerProcess process;

    private KafkaServer(Path home, int nodeId, int port, int controllerPort, String voters, int copies) {
        this.port = port;
        Path configuration = write(
                home.resolve("server.properties"),
                """
                process.roles=broker,controller
                node.id=%1$d
                controller.quorum.voters=%2$s
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://%3$s:%4$d,CONTROLLER://%3$s:%5$d
                advertised.listeners=PLAINTEXT://%3$s:%4$d
                log.dirs=%6$s
                auto.create.topics.enable=false
                log.retention.ms=-1
                message.max.bytes=%7$d
                replica.fetch.max.bytes=%7$d
                fetch.max.bytes=%7$d
                socket.request.max.bytes=%8$d
                group.initial.rebalance.delay.ms=0
                min.insync.replicas=%9$d
                offsets.topic.replication.factor=%10$d
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=%10$d
                transaction.state.log.min.isr=%9$d
                transaction.state.log.num.partitions=4
                # 128 MB by default, too much of a small heap
                log.cleaner.dedupe.buffer.size=16777216
                # after kill -9 the node is let in again only when its former session has ended
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                """
                        .formatted(
                                nodeId,
                                voters,
                                HOST,
                                port,
                                controllerPort,
                                home.resolve("data"),
                                LARGEST_MESSAGE,
                                2 * LARGEST_MESSAGE,
                                copies / 2 + 1,
                                copies));
        List<String> command = ChildJvm.command(
                KafkaMain.class,
                List.of(
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=io/hindsight/testing/kafka-logback.xml"),
                List.of(configuration.toString()));
        this.process = new ServerProcess("Kafka", command, home.resolve("kafka.log"), this::probe);
    }

    /** Starts Kafka on the data in the directory; an empty directory becomes a new cluster. */
    public static KafkaServer start(Path directory) {
        return startCluster(directory, 1).get(0);
    }

    /**
     * Starts a cluster whose first node has the directory, and the others those beside it; every topic that Kafka makes
     * for itself has three copies where there are three nodes, and a message is acknowledged when most of them have it.
     */
    public static List<KafkaServer> startCluster(Path directory, int nodes) {
        List<Path> homes = IntStream.rangeClosed(1, nodes)
                .mapToObj(
                        node -> node == 1 ? directory : directory.resolveSibling(directory.getFileName() + "-" + node))
                .map(Path::toAbsolutePath)
                .toList();
        List<Integer> controllerPorts = homes.stream()
                .map(home -> RememberedPort.of(home.resolve("controller-port")))
                .toList();
        String voters = IntStream.range(0, nodes)
                .mapToObj(node -> (node + 1) + "@" + HOST + ":" + controllerPorts.get(node))
                .collect(Collectors.joining(","));
        List<KafkaServer> servers = IntStream.range(0, nodes)
                .mapToObj(node -> new KafkaServer(
                        homes.get(node),
                        node + 1,
                        RememberedPort.of(homes.get(node).resolve("port")),
                        controllerPorts.get(node),
                        voters,
                        Math.min(nodes, COPIES)))
                .toList();
        try {
            // none is ready before most of them run
            CompletableFuture.allOf(servers.stream()
                            .map(server -> CompletableFuture.runAsync(
                                    server.process::start, task -> new Thread(task, "start Kafka").start()))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException failed) {
            servers.forEach(KafkaServer::close);
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
        return servers;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    public String bootstrapServers() {
        return host() + ":" + port;
    }

    private void probe() throws Exception {
        // the client would log a warning for each refused connection
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port), CONNECT_MILLIS);
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            if (admin.describeCluster()
                    .nodes()
                    .get(PROBE_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty()) {
                throw new IllegalStateException("the node isn't let in yet");
            }
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
