package io.hindsight.observe;

import io.hindsight.warehouse.starrocks.RoutineLoadState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.OptionalLong;

/** What a StarRocks has last said of the job by which it reads a table's topic itself; a scrape asks nobody. */
public final class RoutineLoadMeters {

    private final MultiGauge state;
    private volatile double behind = Double.NaN;
    private volatile double rows = Double.NaN;

    /** @param tags that tell the job from others: table, target and warehouse */
    public RoutineLoadMeters(MeterRegistry registry, Tags tags) {
        state = MultiGauge.builder("hindsight.routine.load.state")
                .description("The state that the job is in; UNKNOWN while StarRocks doesn't answer")
                .tags(tags)
                .register(registry);
        Gauge.builder("hindsight.routine.load.lag.changes", this, meters -> meters.behind)
                .description("Messages in Kafka that the job hasn't read, as StarRocks tells")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        Gauge.builder("hindsight.routine.load.rows", this, meters -> meters.rows)
                .description("Rows that the job has loaded since it was made")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        silent();
    }

    /** It has answered. */
    public void said(RoutineLoadState job) {
        set(job.state(), job.behind(), job.loadedRows());
    }

    /** It doesn't answer: what it said before may be so no more. */
    public void silent() {
        set("UNKNOWN", OptionalLong.empty(), OptionalLong.empty());
    }

    private void set(String name, OptionalLong lag, OptionalLong loaded) {
        behind = lag.isPresent() ? lag.getAsLong() : Double.NaN;
        rows = loaded.isPresent() ? loaded.getAsLong() : Double.NaN;
        state.register(List.of(MultiGauge.Row.of(Tags.of("state", name), 1)));
    }
}
