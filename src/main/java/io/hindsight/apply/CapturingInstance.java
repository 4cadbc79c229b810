package io.hindsight.apply;

import io.hindsight.reconcile.Standing;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** Asks this program itself whether it is the one of all instances that captures, and what stands still in it. */
public record CapturingInstance(CamelContext context) {

    /** Whether it is its turn to capture, whether or not it can. */
    public boolean captures() {
        var captures = context.getRegistry().lookupByNameAndType("captures", BooleanSupplier.class);
        return captures != null && captures.getAsBoolean();
    }

    /** Whether it captures, and changes flow. */
    boolean isThis() {
        return captures() && standing().isCaptured();
    }

    /** Gives what isn't to be waited for. */
    Standing standing() {
        return new Standing(HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getState() == HealthCheck.State.DOWN)
                .collect(Collectors.toMap(
                        result -> result.getCheck().getId(),
                        result -> result.getMessage().orElse("no reason given"),
                        (one, other) -> one)));
    }
}
