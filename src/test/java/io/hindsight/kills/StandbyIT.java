package io.hindsight.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances share a pipeline: one captures; when it is killed or frozen, the other goes on where it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name = Unique.name("standby");
    private final Path directory = Path.of("target", "standby", name);
    private final Map<String, PipelineProcess> instances = new TreeMap<>();
    private Admin admin;

    @BeforeAll
    void start() {
        AuditedAccounts.create(name);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.warehouse.postgres.batch-size", "200");
        settings.put("hindsight.warehouse.postgres.batch-wait", "50ms");
        settings.put("hindsight.table.accounts.source", name + ".accounts");
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
            await("its return").atMost(PATIENCE).until(() -> members().containsKey(leader));
            awaitProgress();
            assertThat(awaitLeader("")).as("who comes back waits for its turn").isEqualTo(next);
        }
        new AuditedHistory("postgres", TestServers.postgres(), name).awaitWhole();
    }

    private void awaitProgress() {
        var history = new AuditedHistory("postgres", TestServers.postgres(), name);
        var before = history.count();
        await().atMost(PATIENCE).until(() -> history.count() > before + 50);
    }

    /** Waits until another instance than that has the right to capture, as Kafka says; gives its name. */
    private String awaitLeader(String than) {
        return await("a leader")
                .atMost(PATIENCE)
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
