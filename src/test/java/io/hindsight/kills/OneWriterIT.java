package io.hindsight.kills;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances keep a table in a StarRocks, or in what stands in for it: one writes all of it, the other stands by. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneWriterIT {

    private final String name = Unique.name("one_writer");
    private final Path directory = Path.of("target", "one-writer", name);
    private final Map<String, PipelineProcess> instances = new TreeMap<>();
    private Admin admin;

    @BeforeAll
    void start() {
        AuditedAccounts.create(name);
        TestServers.starRocks().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("starrocks"));
        settings.put("hindsight.warehouse.starrocks.batch-size", "200");
        settings.put("hindsight.warehouse.starrocks.batch-wait", "50ms");
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
    void theOtherWritesWhenTheWriterIsKilledOrFrozen() throws Exception {
        try (var changes = AuditedAccounts.begin(name)) {
            awaitProgress();
            var killed = awaitWriter("");
            instances.get(killed).kill();
            awaitWriter(killed);
            awaitProgress();
            instances.get(killed).startAgain();
            awaitProgress();
            var frozen = awaitWriter("");
            instances.get(frozen).freeze();
            try {
                awaitWriter(frozen);
                awaitProgress();
            } finally {
                instances.get(frozen).thaw();
            }
            // it finds out that it has lost its turn after it has asked for its share of the partitions
            await("its stepping back").untilAsserted(() -> assertThat(readers()).isEqualTo(1));
            awaitProgress();
        }
        new AuditedHistory("starrocks", TestServers.starRocks(), name).awaitWhole();
    }

    private void awaitProgress() throws Exception {
        var history = new AuditedHistory("starrocks", TestServers.starRocks(), name);
        var before = history.count();
        await().until(() -> {
            assertThat(readers()).as("members with partitions").isLessThan(2);
            return history.count() > before + 50;
        });
    }

    /** Waits until another instance than that may write, as Kafka says; gives its name. */
    private String awaitWriter(String than) {
        return await("a writer")
                .until(
                        () -> members(name + ".writer-starrocks").entrySet().stream()
                                .filter(member -> member.getValue() > 0)
                                .map(Map.Entry::getKey)
                                .findFirst()
                                .orElse(than),
                        writer -> !writer.equals(than));
    }

    /** How many members read the table's topic: all three partitions are one's. */
    private long readers() throws InterruptedException, ExecutionException {
        return members(name + ".apply-starrocks").values().stream()
                .filter(partitions -> partitions > 0)
                .peek(partitions -> assertThat(partitions).isEqualTo(3))
                .count();
    }

    /** Partitions by member: by the name of the instance, where it has one. */
    private Map<String, Integer> members(String group) throws InterruptedException, ExecutionException {
        return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                .collect(Collectors.toMap(
                        member -> member.groupInstanceId().orElse(member.consumerId()),
                        member -> member.assignment().topicPartitions().size()));
    }
}
