package io.hindsight.cases;

import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Cases that share a kept table, arriving in one way through a topic of their own. */
final class Lane {

    private final String name;
    private final Way way;
    private final List<Case> cases;
    private final TestTopic topic;
    private final List<List<DebeziumChange>> batches = new ArrayList<>();

    Lane(String name, Way way, List<Case> cases, String database) {
        this.name = name;
        this.way = way;
        this.cases = cases;
        this.topic = TestTopic.create(TestServers.kafka(), database + "." + name, way == Way.ONE_BATCH ? 1 : 3);
        for (var one : cases) {
            var changes = new CaseChanges(one, database, CaseDeliveries.TABLE);
            for (var index = 0; index < one.batches().size(); index++) {
                if (batches.size() == index) {
                    batches.add(new ArrayList<>());
                }
                batches.get(index).addAll(changes.of(one.batches().get(index)));
            }
        }
    }

    Way way() {
        return way;
    }

    List<Case> cases() {
        return cases;
    }

    /** The pipeline's name; what is killed is one of its own, with other tables. */
    String pipeline(String database) {
        return way == Way.KILLED ? database + "_killed" : database;
    }

    String table() {
        return name;
    }

    String warehouse(String engine) {
        return way == Way.ONE_BY_ONE ? engine + "_one_by_one" : engine;
    }

    String name() {
        return name;
    }

    int batches() {
        return batches.size();
    }

    int messages() {
        return batches.stream().mapToInt(List::size).sum();
    }

    /** Declares the kept table. */
    void declare(Map<String, String> settings, String database, List<String> engines) {
        var prefix = "hindsight.table." + name + ".";
        settings.put(prefix + "source", database + "." + CaseDeliveries.TABLE);
        settings.put(prefix + "topic", topic.name());
        settings.put(
                prefix + "warehouses",
                String.join(", ", engines.stream().map(this::warehouse).toList()));
        if (cases.get(0).isLatestOnly()) {
            settings.put(prefix + "keep", "current");
        } else {
            settings.put(prefix + "tracked", CaseColumns.TRACKED);
        }
    }

    /** Sends what is there from the beginning. */
    void sendFirst() {
        var all = new ArrayList<>(batches.stream().flatMap(List::stream).toList());
        switch (way) {
            case AS_WRITTEN, KILLED -> topic.send(batches.get(0));
            case ONE_BATCH, ONE_BY_ONE -> topic.send(all);
            case TWICE -> {
                topic.send(all.stream()
                        .flatMap(change -> List.of(change, change).stream())
                        .toList());
                topic.send(all);
            }
            case SHUFFLED -> {
                Collections.shuffle(all, new Random(42));
                topic.send(all);
            }
        }
    }

    void sendNext(int batch) {
        topic.send(batches.get(batch));
    }

    TestTopic topic() {
        return topic;
    }

    /** The group that applies it to a warehouse. */
    String group(String database, String engine) {
        return pipeline(database) + ".apply-" + warehouse(engine);
    }
}
