package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A real Kafka of one KRaft node; topics are created by who needs them, and nothing expires unless a topic says so. */
public final class KafkaServer implements Server {
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int PROBE_MILLIS = 5_000;

    private final int port;
    private final ServerProcess process;

    private KafkaServer(Path home, int nodeId, int port, int controllerPort, String voters) {
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
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
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
                                2 * LARGEST_MESSAGE));
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
        Path home = directory.toAbsolutePath();
        int port = RememberedPort.of(home.resolve("port"));
        int controllerPort = RememberedPort.of(home.resolve("controller-port"));
        int nodeId = 1;
        KafkaServer server =
                new KafkaServer(home, nodeId, port, controllerPort, nodeId + "@" + HOST + ":" + controllerPort);
        server.process.start();
        return server;
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
