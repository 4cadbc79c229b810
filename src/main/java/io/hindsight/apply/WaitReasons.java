package io.hindsight.apply;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Says why changes of a table wait: those of a partition, which only a success there ends, or all of them. */
final class WaitReasons {

    static final Collection<TopicPartition> ALL = List.of(new TopicPartition("", -1));

    private final Map<TopicPartition, String> reasons = new ConcurrentHashMap<>();

    /** Says why these wait; tells whether that is news. */
    boolean waits(Collection<TopicPartition> partitions, String reason) {
        var news = !reasons.containsValue(reason);
        partitions.forEach(partition -> reasons.put(partition, reason));
        return news;
    }

    /** These wait no more; gives why they did, when nothing else waits. */
    Optional<String> goOn(Collection<TopicPartition> partitions) {
        var before = partitions.stream()
                .map(reasons::remove)
                .filter(Objects::nonNull)
                .toList();
        return reasons.isEmpty() ? before.stream().findFirst() : Optional.empty();
    }

    /** Each reason once; empty where nothing waits. */
    Optional<String> all() {
        return reasons.values().stream()
                .distinct()
                .sorted()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("; "), text -> text.isEmpty() ? Optional.empty() : Optional.of(text)));
    }
}
