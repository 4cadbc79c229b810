package io.hindsight.apply;

import io.hindsight.observe.ApplyMeters;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Tells an apply route's metrics what has become of a batch. */
public final class RouteMeters {

    private final ApplyMeters meters;

    RouteMeters(ApplyMeters meters) {
        this.meters = meters;
    }

    /** Called when the warehouse has the batch, and Kafka knows. */
    public void applied(@Variable("changes") ApplyBatch changes, Exchange exchange) {
        meters.applied(changes.getTally(), Duration.ofMillis(exchange.getClock().elapsed()));
    }

    /** Called before the batch is tried again. */
    void retried() {
        meters.retried();
    }
}
