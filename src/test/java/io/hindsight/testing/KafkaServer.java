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
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** A real Kafka of one KRaft node, or one node of several; topics are created by who needs them, and nothing expires unless a topic says so. */
public final class KafkaServer implements Server {
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int PROBE_MILLIS = 5_000;
    private static final int COPIES = 3;

    private final int port;
    private int guardedPort;
    private final ServerProcess process;

    private KafkaServer(Node node, int copies, String voters, String more) {
        this(node, copies, voters, more, KafkaClasses::broker);
    }

    private KafkaServer(Node node, int copies, String voters, String more, Function<Path, List<String>> command) {
        this.port = node.port;
        Path home = node.home;
        Path configuration = write(
                home.resolve("server.properties"),
                """
                process.roles=broker,controller
                node.id=%1$d
                controller.quorum.voters=%2$s
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://%3$s:%4$d,CONTROLLER://%3$s:%5$d
                advertised.listeners=PLAINTEXT://%3$s:%9$d
                log.dirs=%6$s
                auto.create.topics.enable=false
                log.retention.ms=-1
                message.max.bytes=%7$d
                replica.fetch.max.bytes=%7$d
                fetch.max.bytes=%7$d
                socket.request.max.bytes=%8$d
                group.initial.rebalance.delay.ms=0
                offsets.topic.replication.factor=%10$d
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=%10$d
                transaction.state.log.min.isr=%11$d
                min.insync.replicas=%11$d
                transaction.state.log.num.partitions=4
                # 128 MB by default, too much of a small heap
                log.cleaner.dedupe.buffer.size=16777216
                # after kill -9 the node is let in again only when its former session has ended
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                """
                                .formatted(
                                        node.id,
                                        voters,
                                        HOST,
                                        port,
                                        node.controllerPort,
                                        home.resolve("data"),
                                        LARGEST_MESSAGE,
                                        2 * LARGEST_MESSAGE,
                                        node.advertisedPort,
                                        copies,
                                        copies / 2 + 1)
                        + more);
        this.process = new ServerProcess("Kafka", command.apply(configuration), home.resolve("kafka.log"), this::probe);
    }

    /** One of a cluster, as the others and its clients know it. */
    private record Node(int id, Path home, int port, int controllerPort, int advertisedPort) {

        static Node of(int id, Path directory, IntUnaryOperator advertised) {
            Path home = directory.toAbsolutePath();
            int port = RememberedPort.of(home.resolve("port"));
            int controllerPort = RememberedPort.of(home.resolve("controller-port"));
            return new Node(id, home, port, controllerPort, advertised.applyAsInt(port));
        }

        String voter() {
            return id + "@" + HOST + ":" + controllerPort;
        }
    }

    /** Starts one with that command, given its configuration, and ends it in order. */
    static void runOnce(Path home, Function<Path, List<String>> command) {
        Node node = Node.of(1, home, port -> port);
        KafkaServer server = new KafkaServer(node, 1, node.voter(), "", command);
        server.process.start();
        server.process.stop();
    }

    /** Starts Kafka on the data in the directory; an empty directory becomes a new cluster. */
    public static KafkaServer start(Path directory) {
        return startCluster(directory, 1).get(0);
    }

    /** Starts a cluster whose first node has the directory, and the others those beside it. */
    public static List<KafkaServer> startCluster(Path directory, int nodes) {
        return startCluster(
                IntStream.rangeClosed(1, nodes)
                        .mapToObj(node ->
                                node == 1 ? directory : directory.resolveSibling(directory.getFileName() + "-" + node))
                        .toList(),
                port -> port);
    }

    /**
     * Starts a cluster, each node on the data in its own directory; every topic that Kafka makes for itself has three
     * copies where there are three nodes, and a message is acknowledged when most of them have it.
     *
     * @param advertised the port that clients and the other nodes reach a node at, by the port it listens at
     */
    public static List<KafkaServer> startCluster(List<Path> directories, IntUnaryOperator advertised) {
        List<Node> nodes = IntStream.range(0, directories.size())
                .mapToObj(index -> Node.of(index + 1, directories.get(index), advertised))
                .toList();
        String voters = nodes.stream().map(Node::voter).collect(Collectors.joining(","));
        List<KafkaServer> servers = nodes.stream()
                .map(node -> new KafkaServer(node, Math.min(nodes.size(), COPIES), voters, ""))
                .toList();
        try {
            startAll(servers);
        } catch (CompletionException failed) {
            servers.forEach(KafkaServer::kill);
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
        return servers;
    }

    /** Starts them, side by side: one alone waits for the others. */
    public static void startAll(List<KafkaServer> servers) {
        CompletableFuture.allOf(servers.stream()
                        .map(server -> CompletableFuture.runAsync(server::restart, task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /**
     * Starts one that has a second listener, {@link #guardedServers}, for SCRAM-SHA-512 over TLS, whose users may do what
     * ACLs say; at the plain one everything is allowed.
     */
    public static KafkaServer startGuarded(Path directory, Certificates certificates) {
        Path home = directory.toAbsolutePath();
        int guardedPort = RememberedPort.of(home.resolve("guarded-port"));
        Node node = Node.of(1, directory, port -> port);
        KafkaServer server = new KafkaServer(
                node,
                1,
                node.voter(),
                """
                listeners=PLAINTEXT://%1$s:%2$d,GUARDED://%1$s:%3$d,CONTROLLER://%1$s:%4$d
                advertised.listeners=PLAINTEXT://%1$s:%2$d,GUARDED://localhost:%3$d
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,GUARDED:SASL_SSL
                inter.broker.listener.name=PLAINTEXT
                sasl.enabled.mechanisms=SCRAM-SHA-512
                listener.name.guarded.scram-sha-512.sasl.jaas.config=%6$s required;
                ssl.keystore.type=PEM
                ssl.keystore.location=%5$s
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:ANONYMOUS
                """
                        .formatted(
                                HOST,
                                node.port,
                                guardedPort,
                                node.controllerPort,
                                certificates.keyAndCertificate(),
                                ScramLoginModule.class.getName()));
        server.guardedPort = guardedPort;
        server.restart();
        return server;
    }

    /** The listener for users, of a server that has one. */
    public String guardedServers() {
        return "localhost:" + guardedPort;
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
