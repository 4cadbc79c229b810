package io.hindsight.apply;

import io.hindsight.observe.ConcernHealth;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * DOWN while dead letters wait for somebody. It is neither liveness nor readiness: a restart wouldn't help, and the
 * changes after them are applied.
 */
final class DeadLetterHealth extends ConcernHealth {

    private final String topic;
    private volatile long waiting;

    DeadLetterHealth(String topic) {
        // not "dead-letters": the registry takes that for the checks of the route of this name
        super("dead-letter-topic");
        this.topic = topic;
    }

    void waiting(long messages) {
        waiting = messages;
    }

    long waiting() {
        return waiting;
    }

    @Override
    protected Optional<String> concern() {
        var now = waiting;
        return now == 0
                ? Optional.empty()
                : Optional.of(now + " in topic " + topic
                        + ", which a warehouse doesn't have: see hindsight dead-letters list");
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        super.doCall(builder, options);
        var now = waiting;
        if (now > 0) {
            builder.detail("waiting", now);
        }
    }
}
