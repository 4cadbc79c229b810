package io.hindsight.observe;

import io.hindsight.history.BatchStatistics;
import io.hindsight.history.SeqPart;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one apply route has done, and how far it is behind; a batch updates each meter once. */
public final class ApplyMeters {

    /** From a batch that memory takes to one that a warehouse sorts for long. */
    private static final Duration[] BUCKETS = Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final Duration LONGEST_DELAY = Duration.ofNanos(Long.MAX_VALUE);

    private final MeterRegistry registry;
    private final Tags tags;
    private final Lag lag = new Lag(Clock.systemUTC());
    private final Map<Character, Counter> changes;
    private final DistributionSummary size;
    private final Timer duration;
    private final Timer delay;
    private final Counter retries;

    private volatile Instant lastCommit = Instant.MIN;
    private volatile String lastSeq = "";

    /**
     * @param tags that tell the route from others: table, target and warehouse
     * @param order of the source's changes
     */
    public ApplyMeters(MeterRegistry registry, Tags tags, List<SeqPart> order) {
        this.registry = registry;
        this.tags = tags;
        changes = Stream.of('c', 'u', 'd', 'r', 't').collect(Collectors.toMap(op -> op, this::changes));
        size = DistributionSummary.builder("hindsight.apply.batch")
                .description("Changes in a batch")
                .baseUnit("changes")
                .tags(tags)
                .register(registry);
        duration = timer("hindsight.apply.batch.duration", "From the first step of a batch to its last");
        delay = timer(
                "hindsight.apply.delay", "From the source's commit of a batch's oldest change to the batch's end");
        retries = Counter.builder("hindsight.apply.retries")
                .description("Tries that failed: to apply a batch, or to make or alter the table")
                .tags(tags)
                .register(registry);
        gauge(
                "hindsight.apply.lag.changes",
                "Messages in Kafka that the warehouse doesn't have",
                each -> lag.changes());
        gauge("hindsight.apply.lag.seconds", "Age of what the warehouse has; 0 when it has all", each -> lag.seconds());
        gauge(
                "hindsight.apply.last.commit.timestamp.seconds",
                "When the source committed the last applied change",
                meters -> meters.lastSeq.isEmpty()
                        ? Double.NaN
                        : meters.lastCommit.getEpochSecond() + meters.lastCommit.getNano() / 1e9);
        order.stream()
                .filter(part -> !part.meter().isEmpty())
                .forEach(part -> gauge(
                        "hindsight.apply.last." + part.meter(),
                        part.meaning(),
                        meters -> meters.lastSeq.isEmpty() ? Double.NaN : part.in(meters.lastSeq)));
    }

    /** A batch is in the warehouse, and its offsets are committed. */
    public void applied(BatchStatistics batch, Duration time) {
        batch.byOp().forEach((op, count) -> changes.get(op).increment(count));
        size.record(batch.changes());
        duration.record(time);
        if (batch.changes() == 0) {
            return;
        }
        delay.record(within(Duration.between(batch.oldest(), Instant.now())));
        lag.applied(batch.newest());
        if (batch.lastSeq().compareTo(lastSeq) > 0) {
            lastCommit = batch.newest();
            lastSeq = batch.lastSeq();
        }
    }

    /** A batch is about to be tried again. */
    public void retried() {
        retries.increment();
    }

    /** Kafka's word on how many messages aren't committed yet; below zero when it has none. */
    public void behind(long messages, Instant at) {
        if (messages < 0) {
            lag.unknown();
        } else {
            lag.seen(messages, at);
        }
    }

    private Counter changes(char op) {
        return Counter.builder("hindsight.apply.changes")
                .description("Changes in the warehouse, by Debezium's op; a changed key is a d and a c")
                .tags(tags.and("op", String.valueOf(op)))
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<ApplyMeters> value) {
        Gauge.builder(name, this, value)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** A source's clock may say anything: a meter never fails a batch. */
    private static Duration within(Duration delay) {
        return delay.isNegative() ? Duration.ZERO : delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}
