package io.hindsight.observe;

import io.hindsight.context.RouteBeans;
import io.hindsight.http.InPlace;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.CamelContextHelper;

/**
 * Answers {@code /observe/metrics} whatever a client accepts, and HEAD too, where Camel's own page refuses both; and
 * keeps of the hundreds of figures of each Kafka client those that say how it reads.
 */
public final class MetricsPage implements ExtendedStartupListener {

    private static final String PATH = "/observe/metrics";
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private static final String OWN = "hindsight.";
    private static final String KAFKA = "kafka.";
    private static final Set<String> KEPT = Set.of(
            "kafka.consumer.records.lag", "kafka.consumer.records.lag.max", "kafka.consumer.records.consumed.total");

    @BeanInject
    private CamelContext context;

    /** Called when the route files are loaded. */
    public void listen() throws Exception {
        context.addStartupListener(this);
    }

    @Override
    public void onCamelContextStarting(CamelContext starting, boolean alreadyStarted) {
        // before there is a client of Kafka
        Meters.of(context)
                .config()
                .meterFilter(
                        MeterFilter.deny(meter -> meter.getName().startsWith(KAFKA) && !KEPT.contains(meter.getName())))
                .meterFilter(new WithoutContext());
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        var router = CamelContextHelper.findSingleByType(context, VertxPlatformHttpRouter.class);
        var registry = CamelContextHelper.findSingleByType(context, PrometheusMeterRegistry.class);
        if (router != null && registry != null && RouteBeans.isInUse(context, this)) {
            InPlace.serve(router, PATH, request -> answer(request, registry));
        }
    }

    private static void answer(RoutingContext request, PrometheusMeterRegistry registry) {
        var accepted = request.request().getHeader("Accept");
        var open = accepted != null && accepted.contains(OPEN_METRICS);
        var type = open ? OPEN_METRICS + "; version=1.0.0; charset=utf-8" : "text/plain; version=0.0.4; charset=utf-8";
        request.response().putHeader("Content-Type", type);
        if (request.request().method() == HttpMethod.HEAD) {
            request.response().end();
        } else {
            request.response().end(registry.scrape(type));
        }
    }

    /** A count of a route has the same labels as the program's other figures. */
    private static final class WithoutContext implements MeterFilter {

        @Override
        public Meter.Id map(Meter.Id meter) {
            var labels = meter.getTags().stream()
                    .filter(label -> !label.getKey().equals(MicrometerConstants.CAMEL_CONTEXT_TAG))
                    .toList();
            return meter.getName().startsWith(OWN) ? meter.replaceTags(labels) : meter;
        }
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
        // it is served by then
    }
}
