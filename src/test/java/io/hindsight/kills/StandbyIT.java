package io.hindsight.kills;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances share a pipeline: one captures; when it is killed or frozen, the other goes on where it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyIT {

    private static final int MANY = 40_000;

    private final String name = Unique.name("standby");
    private final Path directory = Path.of("target", "standby", name);
    private final Map<String, PipelineProcess> instances = new TreeMap<>();
    private TcpProxy mySql;
    private Admin admin;

    @BeforeAll
    void start() {
        AuditedAccounts.create(name);
        TestServers.mySql()
                .execute(
                        "CREATE TABLE " + name + ".many (id INT PRIMARY KEY, v VARCHAR(20))",
                        "SET SESSION cte_max_recursion_depth = " + MANY,
                        "INSERT INTO " + name + ".many WITH RECURSIVE ids (id) AS (SELECT 1 UNION ALL"
                                + " SELECT id + 1 FROM ids WHERE id < " + MANY + ") SELECT id, 'before' FROM ids");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.warehouse.postgres.batch-size", "200");
        settings.put("hindsight.warehouse.postgres.batch-wait", "50ms");
        settings.put("hindsight.table.accounts.source", name + ".accounts");
        settings.put("hindsight.table.many.source", name + ".many");
        mySql = TcpProxy.start(TestServers.mySql().port(), directory.resolve("port"));
        settings.put("hindsight.source.port", String.valueOf(mySql.port()));
        admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()));
        for (var instance : List.of("one", "two")) {
            var own = new HashMap<>(settings);
            own.put("hindsight.instance", instance);
            instances.put(instance, PipelineProcess.start(directory.resolve(instance), own));
        }
    }

    @AfterAll
    void stop() {
        instances.values().forEach(PipelineProcess::close);
        mySql.close();
        admin.close();
    }

    @Test
    void theStandbyGoesOnWhenTheLeaderIsKilled() throws Exception {
        try (var changes = AuditedAccounts.begin(name)) {
            for (var kill = 0; kill < 2; kill++) {
                awaitProgress();
                var leader = awaitLeader("");
                instances.get(leader).kill();
                awaitLeader(leader);
                awaitProgress();
                instances.get(leader).startAgain();
            }
        }
        new AuditedHistory("postgres", TestServers.postgres(), name).awaitWhole();
    }

    @Test
    void aFrozenLeaderDoesNoHarmWhenItWakes() throws Exception {
        try (var changes = AuditedAccounts.begin(name)) {
            awaitProgress();
            var leader = awaitLeader("");
            String next;
            instances.get(leader).freeze();
            try {
                next = awaitLeader(leader);
                awaitProgress();
            } finally {
                instances.get(leader).thaw();
            }
            await("its return").until(() -> members().containsKey(leader));
            awaitProgress();
            assertThat(awaitLeader("")).as("who comes back waits for its turn").isEqualTo(next);
        }
        new AuditedHistory("postgres", TestServers.postgres(), name).awaitWhole();
    }

    @Test
    void theStandbyGoesOnInTheMiddleOfAStatement() throws Exception {
        await("the snapshot").until(() -> sent() >= MANY);
        await("both").until(() -> members().size() == 2);
        var leader = awaitLeader("");
        // an updated row takes 30 bytes of the log, so this is about its half
        mySql.holdAfter(600_000);
        try {
            TestServers.mySql().execute("UPDATE " + name + ".many SET v = concat('after ', id)");
            await("its middle").until(() -> sent() > MANY + MANY / 10);
            instances.get(leader).kill();
            assertThat(sent()).as("messages that Kafka has").isLessThan(2 * MANY);
        } finally {
            mySql.goOn();
        }
        TestServers.mySql().execute("INSERT INTO " + name + ".many VALUES (0, 'last')");
        // each place once: what is sent again says the same one
        await("all changes").untilAsserted(() -> assertThat(Rows.of(
                        TestServers.postgres(),
                        name,
                        "SELECT op_type, count(*), count(DISTINCT id) FROM many GROUP BY op_type ORDER BY op_type"))
                .containsExactly("c|1|1", "r|40000|40000", "u|40000|40000"));
        assertThat(Rows.of(
                        TestServers.postgres(),
                        name,
                        "SELECT count(*), count(DISTINCT change_seq) FROM many WHERE op_type = 'u'"
                                + " AND v = concat('after ', id) AND is_current"))
                .containsExactly("40000|40000");
        instances.get(leader).startAgain();
    }

    /** How many messages Kafka has of the table of many rows. */
    private long sent() throws InterruptedException, ExecutionException {
        var topic = name + "." + name + ".many";
        var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .collect(Collectors.toMap(
                        each -> new TopicPartition(topic, each.partition()), each -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private void awaitProgress() {
        var history = new AuditedHistory("postgres", TestServers.postgres(), name);
        var before = history.count();
        await().until(() -> history.count() > before + 50);
    }

    /** Waits until another instance than that has the right to capture, as Kafka says; gives its name. */
    private String awaitLeader(String than) {
        return await("a leader")
                .until(
                        () -> members().entrySet().stream()
                                .filter(Map.Entry::getValue)
                                .map(Map.Entry::getKey)
                                .findFirst()
                                .orElse(than),
                        leader -> !leader.equals(than));
    }

    /** Who takes turns at capture, and whether it has its turn. */
    private Map<String, Boolean> members() throws InterruptedException, ExecutionException {
        var group = name + ".capture";
        return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                .collect(Collectors.toMap(
                        StandbyIT::instance,
                        member -> !member.assignment().topicPartitions().isEmpty()));
    }

    private static String instance(MemberDescription member) {
        return member.groupInstanceId().orElseThrow();
    }
}
