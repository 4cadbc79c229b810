package io.hindsight.observe;

import io.hindsight.table.TableDeclaration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.MicrometerUtils;

/** Where a Camel context keeps its metrics. */
public final class Meters {

    private Meters() {}

    /** The registry that is scraped, or one that nobody looks at where metrics are off. */
    public static MeterRegistry of(CamelContext context) {
        return MicrometerUtils.getOrCreateMeterRegistry(
                context.getRegistry(), MicrometerConstants.METRICS_REGISTRY_NAME);
    }

    /** What tells one table in one warehouse from others. */
    public static Tags tags(TableDeclaration table, String warehouse) {
        return Tags.of("table", table.source().toString(), "target", table.target(), "warehouse", warehouse);
    }

    /** Begins the count that the route of dead letters goes on with: a counter that isn't there can't rise from zero. */
    public static void countDeadLetters(CamelContext context, TableDeclaration table, String warehouse) {
        Counter.builder("hindsight.dead.letters")
                .description("Messages that went to the dead-letter topic")
                .tags(tags(table, warehouse))
                .register(of(context));
    }
}
