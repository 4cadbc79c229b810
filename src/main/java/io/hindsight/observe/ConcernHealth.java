package io.hindsight.observe;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells of what a person has to look at while everything else goes on. DOWN while there is such a thing; neither liveness
 * nor readiness: a restart wouldn't help.
 */
public abstract class ConcernHealth extends AbstractHealthCheck {

    /** @param name of the check, by which health names it */
    protected ConcernHealth(String name) {
        super("hindsight", name);
    }

    /** Says what is to be looked at now, in a sentence; empty where nothing is. */
    protected abstract Optional<String> concern();

    @Override
    public final boolean isLiveness() {
        return false;
    }

    @Override
    public final boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        concern().ifPresentOrElse(text -> builder.message(text).down(), builder::up);
    }
}
