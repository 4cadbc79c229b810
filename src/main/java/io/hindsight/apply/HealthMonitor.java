package io.hindsight.apply;

import io.hindsight.kafka.ApplyGroup;
import io.hindsight.kafka.GroupLag;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.kafka.TableTopics;
import io.hindsight.kafka.TopicNames;
import io.hindsight.limits.TimeLimits;
import io.hindsight.observe.AnsweringHealth;
import io.hindsight.observe.ApplyMeters;
import io.hindsight.observe.FailureText;
import io.hindsight.observe.Meters;
import io.hindsight.observe.RoutineLoadMeters;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.KeptLogHealth;
import io.hindsight.source.Source;
import io.hindsight.source.SourceHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds at what nobody reports by itself: lag, dead letters, warehouses, and health as a metric. */
final class HealthMonitor extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
    private static final int PAUSE_SECONDS = 4;
    private static final int PAUSE_WHILE_AWAY_SECONDS = 1;
    private static final int SOURCE_PAUSE_SECONDS = 6;
    private static final int COMMENTS_PAUSE_SECONDS = 10;

    /** By group and topic. */
    private final Map<String, Map<String, ApplyMeters>> meters = new ConcurrentHashMap<>();

    /** By check: 1 for one that is UP. */
    private final Map<String, Double> states = new ConcurrentHashMap<>();

    private final CamelContext context;
    private final Settings settings;
    private final ScheduledExecutorService executor;
    private DeadLetterHealth deadLetters;
    private String deadLetterGroup;
    private MultiGauge health;
    private KafkaAdmin kafka;

    private HealthMonitor(CamelContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
        // a server that hangs holds up a thread for each of its questions
        var jobs = settings.tables().stream()
                .mapToInt(table -> table.routineLoad().size())
                .sum();
        this.executor = context.getExecutorServiceManager()
                .newScheduledThreadPool(
                        this, "health-monitor", 6 + settings.warehouses().size() + jobs);
    }

    /** Looks from now on until the context stops. */
    static HealthMonitor start(CamelContext context, Settings settings) {
        var monitor = new HealthMonitor(context, settings);
        try {
            context.addService(monitor);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        return monitor;
    }

    @Override
    protected void doStart() {
        deadLetterGroup = TopicNames.of(settings).deadLetters();
        deadLetters = new DeadLetterHealth(TopicNames.of(settings).deadLetters());
        register(deadLetters);
        health = MultiGauge.builder("hindsight.health.up")
                .description("Whether a health check is UP")
                .register(Meters.of(context));
        Gauge.builder("hindsight.dead.letters.waiting", deadLetters, DeadLetterHealth::waiting)
                .description("Messages in the dead-letter topic that nobody has dealt with")
                .register(Meters.of(context));
        var source = new SourceHealth(settings);
        register(source);
        every(source::ask, SOURCE_PAUSE_SECONDS);
        follow(new AnsweringHealth("source", this::lookAtSource), () -> {});
        follow(new AnsweringHealth("kafka", this::lookAtKafka), () -> {});
        var log = new KeptLogHealth(settings.source());
        log.bindTo(Meters.of(context));
        register(log);
        every(log::ask);
        every(new SourceComments(settings, AppliedTables.of(context))::carry, COMMENTS_PAUSE_SECONDS);
        every(this::lookAtHealth);
    }

    /** From now on, asks a warehouse how it is. */
    void follow(WarehouseSettings warehouse, WarehousePools pools) {
        follow(
                warehouse
                        .lake()
                        .map(lake -> WarehouseHealth.answers(warehouse.name(), lake))
                        .orElseGet(() -> WarehouseHealth.answers(warehouse.name(), pools)),
                () -> AppliedTables.of(context).in(warehouse.name()).forEach(AppliedTable::wakeUp));
        pools.all().forEach(pool -> every(pool::breakOff, PAUSE_WHILE_AWAY_SECONDS));
        for (var group : ApplyGroup.of(settings, warehouse.name())) {
            meters.put(group.name(), new ConcurrentHashMap<>());
        }
    }

    /** From now on, tells the meters of a warehouse's tables how far they are behind. */
    void measure(WarehouseSettings warehouse, UsedConnections pool, List<AppliedTable> tables) {
        for (var table : tables) {
            var declared = table.declaration();
            if (TableTopics.fault(settings, declared).isPresent()) {
                continue;
            }
            table.meters()
                    .ifPresentOrElse(
                            applied -> meters.get(ApplyGroup.of(settings, declared, warehouse.name())
                                            .name())
                                    .put(declared.topic(settings.name()), applied),
                            () -> follow(
                                    WarehouseHealth.reads(
                                            settings,
                                            table,
                                            pool,
                                            new RoutineLoadMeters(
                                                    Meters.of(context), Meters.tags(declared, warehouse.name()))),
                                    () -> {}));
        }
    }

    /** @param back what is done when it is well again */
    private void follow(AnsweringHealth check, Runnable back) {
        register(check);
        executor.execute(() -> askOn(check, back));
    }

    /** What is away is asked more often, so that all goes on soon when it is back. */
    private void askOn(AnsweringHealth check, Runnable back) {
        var wasWell = check.isWell();
        try {
            check.ask();
            if (check.isWell() && !wasWell) {
                back.run();
            }
        } finally {
            executor.schedule(
                    () -> askOn(check, back),
                    check.isWell() ? PAUSE_SECONDS : PAUSE_WHILE_AWAY_SECONDS,
                    TimeUnit.SECONDS);
        }
    }

    private void register(HealthCheck check) {
        CamelContextAware.trySetCamelContext(check, context);
        HealthCheckRegistry.get(context).register(check);
    }

    private void every(Runnable look) {
        every(look, PAUSE_SECONDS);
    }

    private void every(Runnable look, int pauseSeconds) {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (RuntimeException failed) {
                        // an exception would be the last look
                        LOG.debug("can't look", failed);
                    }
                },
                0,
                pauseSeconds,
                TimeUnit.SECONDS);
    }

    private String lookAtSource() {
        try (var source = Source.open(settings.source(), TimeLimits.HEALTH)) {
            return "";
        } catch (SQLException away) {
            return settings.source() + ": no connection (" + WarehouseErrors.describe(away) + ")";
        }
    }

    private String lookAtKafka() {
        var at = Instant.now();
        var topics = new HashMap<String, Set<String>>();
        meters.forEach((group, byTopic) -> topics.put(group, byTopic.keySet()));
        topics.put(deadLetterGroup, Set.of(deadLetterGroup));
        try {
            var lags = new GroupLag(kafka()).of(topics);
            deadLetters.waiting(lags.get(deadLetterGroup).get(deadLetterGroup));
            meters.forEach((group, byTopic) ->
                    byTopic.forEach((topic, each) -> each.behind(lags.get(group).get(topic), at)));
            return "";
        } catch (KafkaException away) {
            meters.values().forEach(byTopic -> byTopic.values().forEach(each -> each.behind(-1, at)));
            return settings.kafka().brokers() + ": " + FailureText.of(away);
        }
    }

    /** A gauge stays as it was made: a scrape that meets one made anew finds it twice, and fails. */
    private void lookAtHealth() {
        for (var result : HealthCheckHelper.invoke(context)) {
            states.put(result.getCheck().getId(), result.getState() == HealthCheck.State.UP ? 1.0 : 0.0);
        }
        health.register(states.keySet().stream()
                .map(check -> MultiGauge.Row.of(Tags.of("check", check), states, all -> all.get(check)))
                .collect(Collectors.toList()));
    }

    private synchronized KafkaAdmin kafka() {
        if (kafka == null) {
            kafka = new KafkaAdmin(settings, "monitor");
        }
        return kafka;
    }

    @Override
    protected void doStop() {
        context.getExecutorServiceManager().shutdownNow(executor);
        synchronized (this) {
            if (kafka != null) {
                kafka.close();
            }
        }
    }
}
