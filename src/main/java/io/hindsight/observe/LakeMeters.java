package io.hindsight.observe;

import io.hindsight.warehouse.iceberg.LakeSize;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** What a table of a lake consists of, as its last commit says, and when it was last written anew. */
public final class LakeMeters {

    private static final LakeSize UNKNOWN = new LakeSize(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter failures;
    private volatile LakeSize size = UNKNOWN;
    private volatile double rewritten = Double.NaN;

    /** @param tags that tell the table from others: table, target and warehouse */
    public LakeMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        gauge("hindsight.lake.data.files", "Files that have rows", meters -> meters.size.dataFiles());
        gauge(
                "hindsight.lake.delete.files",
                "Files that say which rows are deleted",
                meters -> meters.size.deleteFiles());
        gauge("hindsight.lake.deleted.rows", "Rows in files that are deleted", meters -> meters.size.deletes());
        gauge("hindsight.lake.snapshots", "Snapshots that can be asked for", meters -> meters.size.snapshots());
        gauge(
                "hindsight.lake.rewritten.timestamp.seconds",
                "When the program last wrote files of it anew",
                meters -> meters.rewritten);
        failures = Counter.builder("hindsight.lake.maintenance.failures")
                .description("Times that files couldn't be written anew, or snapshots removed")
                .tags(tags)
                .register(registry);
    }

    /** A batch is in the table, and its files are in order. */
    public void maintained(LakeSize now, boolean isRewritten) {
        size = now;
        if (isRewritten) {
            rewritten = Instant.now().getEpochSecond();
        }
    }

    public void failed() {
        failures.increment();
    }

    private void gauge(String name, String description, ToDoubleFunction<LakeMeters> value) {
        Gauge.builder(name, this, value)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
