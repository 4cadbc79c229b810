package io.hindsight.apply;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * DOWN while dead letters wait for somebody. It is neither liveness nor readiness: a restart wouldn't help, and the
 * changes after them are applied.
 */
final class DeadLetterHealth extends AbstractHealthCheck {

    private final String topic;
    private volatile long waiting;

    DeadLetterHealth(String topic) {
        // not "dead-letters": the registry takes that for the checks of the route of this name
        super("hindsight", "dead-letter-topic");
        this.topic = topic;
    }

    void waiting(long messages) {
        waiting = messages;
    }

    long waiting() {
        return waiting;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var now = waiting;
        if (now == 0) {
            builder.up();
        } else {
            builder.detail("waiting", now)
                    .message(now + " in topic " + topic
                            + ", which a warehouse doesn't have: see hindsight dead-letters list")
                    .down();
        }
    }
}
