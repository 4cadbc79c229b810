package io.hindsight.deadletter;

import io.hindsight.kafka.ApplyGroup;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** Sees what becomes of letters that are sent back to a program that runs. */
public final class ReplayOutcome {

    private static final long LOOK_MILLIS = 250;

    private final Settings settings;
    private final Map<String, Set<String>> topicsByGroup = new HashMap<>();
    private final Set<String> expected = new HashSet<>();

    public ReplayOutcome(Settings settings) {
        this.settings = settings;
    }

    /** Takes note of one that is sent. */
    public void sent(DeadLetter letter) {
        expected.add(letter.content(1));
        for (var table : settings.tables()) {
            if (table.warehouses().contains(letter.warehouse())
                    && table.routeId(letter.warehouse()).equals(letter.route())) {
                topicsByGroup
                        .computeIfAbsent(
                                ApplyGroup.of(settings, table, letter.warehouse())
                                        .name(),
                                group -> new HashSet<>())
                        .add(table.topic(settings.name()));
            }
        }
    }

    /** Counts those that are refused again by the time that all have been read, or that the time is up. */
    public int refusedAgain(Duration atMost) throws InterruptedException {
        awaitRead(System.nanoTime() + atMost.toNanos());
        var again = new HashSet<String>();
        try (var letters = new DeadLetterQueue(settings)) {
            letters.each(letter -> again.add(letter.content(0)));
        }
        again.retainAll(expected);
        return again.size();
    }

    private void awaitRead(long until) throws InterruptedException {
        try (var kafka = new KafkaAdmin(settings, "dead-letters")) {
            var topics = new HashSet<String>();
            topicsByGroup.values().forEach(topics::addAll);
            var ends = kafka.ends(kafka.partitions(topics));
            while (!isRead(kafka, ends) && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private boolean isRead(KafkaAdmin kafka, Map<TopicPartition, Long> ends) {
        var committed = kafka.committed(topicsByGroup.keySet());
        return topicsByGroup.entrySet().stream().allMatch(group -> ends.entrySet().stream()
                .filter(end -> group.getValue().contains(end.getKey().topic()) && end.getValue() > 0)
                .allMatch(end -> {
                    var done = committed.get(group.getKey()).get(end.getKey());
                    return done != null && done.offset() >= end.getValue();
                }));
    }
}
