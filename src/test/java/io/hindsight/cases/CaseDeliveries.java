package io.hindsight.cases;

import io.hindsight.observe.Meters;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All cases delivered in all ways to all warehouses, once for all tests: through Kafka, by the routes as they ship. */
final class CaseDeliveries {

    static final String TABLE = "cases";
    /** Names of the warehouses; what is in the lake is read by ClickHouse. */
    static final List<String> ENGINES = List.of("clickhouse", "postgres", "starrocks", Pipeline.LAKE);

    private static CaseDeliveries once;

    private final String database = Unique.name("cases");
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<String, Long> batches = new HashMap<>();

    private CaseDeliveries() {
        for (var way : Way.values()) {
            var shared =
                    Case.all().stream().filter(one -> !one.needsItsOwnTable()).toList();
            add(
                    "history",
                    way,
                    shared.stream().filter(one -> !one.isLatestOnly()).toList());
            add("latest", way, shared.stream().filter(Case::isLatestOnly).toList());
            Case.all().stream()
                    .filter(Case::needsItsOwnTable)
                    .forEach(one ->
                            add(one.id().toLowerCase(java.util.Locale.ROOT).replace('-', '_'), way, List.of(one)));
        }
    }

    private void add(String name, Way way, List<Case> cases) {
        lanes.add(new Lane(name + "_" + way.id(), way, cases, database));
    }

    /** Delivers them when first asked for. */
    static synchronized CaseDeliveries once() {
        if (once == null) {
            var deliveries = new CaseDeliveries();
            deliveries.deliver();
            once = deliveries;
        }
        return once;
    }

    String database() {
        return database;
    }

    List<Lane> lanes() {
        return lanes;
    }

    /** How many batches have been applied for a lane. */
    long batches(Lane lane, String engine) {
        return batches.get(lane.name() + " in " + lane.warehouse(engine));
    }

    private void deliver() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + database,
                        "CREATE TABLE " + database + "." + TABLE + " (" + CaseColumns.DEFINITIONS + ")");
        ENGINES.stream().filter(engine -> !engine.equals(Pipeline.LAKE)).forEach(engine -> Pipeline.server(engine)
                .execute("CREATE DATABASE " + database));
        lanes.forEach(Lane::sendFirst);
        var killed = lanes.stream().filter(lane -> lane.way() == Way.KILLED).toList();
        var alive = lanes.stream().filter(lane -> lane.way() != Way.KILLED).toList();
        try (var pipeline = Pipeline.startWithoutCapture(settings(alive));
                var victim =
                        PipelineProcess.startWithoutCapture(Path.of("target", "cases", database), settings(killed))) {
            var stepwise =
                    lanes.stream().filter(lane -> lane.way().isStepwise()).toList();
            var steps = stepwise.stream().mapToInt(Lane::batches).max().orElse(0);
            for (var step = 1; step < steps; step++) {
                var batch = step;
                awaitApplied(stepwise);
                victim.kill();
                stepwise.stream().filter(lane -> lane.batches() > batch).forEach(lane -> lane.sendNext(batch));
                victim.startAgain();
            }
            awaitApplied(lanes);
            alive.forEach(lane -> ENGINES.forEach(engine -> count(pipeline, lane, engine)));
        }
    }

    private void awaitApplied(List<Lane> some) {
        ENGINES.forEach(engine -> some.stream()
                .collect(Collectors.groupingBy(
                        lane -> lane.group(database, engine), Collectors.mapping(Lane::topic, Collectors.toList())))
                .forEach(TestTopic::awaitApplied));
    }

    private void count(Pipeline pipeline, Lane lane, String engine) {
        batches.put(
                lane.name() + " in " + lane.warehouse(engine),
                Meters.of(pipeline.context())
                        .get("hindsight.apply.batch")
                        .tags("target", lane.name(), "warehouse", lane.warehouse(engine))
                        .summary()
                        .count());
    }

    private Map<String, String> settings(List<Lane> some) {
        var settings = Pipeline.settings(database, ENGINES);
        settings.put("hindsight.name", some.get(0).pipeline(database));
        for (var engine : ENGINES) {
            if (some.stream().anyMatch(lane -> lane.way() == Way.ONE_BY_ONE)) {
                var prefix = "hindsight.warehouse." + engine;
                Stream.of("url", "username", "password", "batch-wait")
                        .filter(key -> settings.containsKey(prefix + "." + key))
                        .forEach(key -> settings.put(prefix + "_one_by_one." + key, settings.get(prefix + "." + key)));
                settings.put(prefix + "_one_by_one.batch-size", "1");
            }
        }
        some.forEach(lane -> lane.declare(settings, database, ENGINES));
        return settings;
    }
}
