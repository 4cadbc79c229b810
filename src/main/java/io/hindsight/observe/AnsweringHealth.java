package io.hindsight.observe;

import io.hindsight.limits.TimeLimits;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells what a server said when it was asked last, or that it hasn't answered yet: one that hangs is DOWN as soon as
 * somebody would notice, however long its client waits for it.
 */
public final class AnsweringHealth extends AbstractHealthCheck {

    private final ServerQuestion question;
    private volatile String problem = "hasn't been asked yet";
    private volatile Long asked;

    /** Gives the problem that there is; an empty text for none. */
    @FunctionalInterface
    public interface ServerQuestion {
        String problem();
    }

    public AnsweringHealth(String id, ServerQuestion question) {
        super("hindsight", id);
        this.question = question;
    }

    /** Gives the problem that there is with a server, by its check; nobody is asked for it. */
    public static Optional<String> problem(CamelContext context, String id) {
        return Optional.ofNullable(HealthCheckRegistry.get(context))
                .flatMap(checks -> checks.getCheck(id))
                .map(HealthCheck::call)
                .filter(answer -> answer.getState() == HealthCheck.State.DOWN)
                .map(answer -> answer.getMessage().orElse("it is DOWN"));
    }

    /** Says whether the last answer was that all is well. */
    public boolean isWell() {
        return problem.isEmpty();
    }

    /** Asks; takes as long as the answer does. */
    public void ask() {
        asked = System.nanoTime();
        try {
            problem = question.problem();
        } catch (RuntimeException failed) {
            problem = FailureText.of(failed);
        } finally {
            asked = null;
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var since = asked;
        var silence = since == null ? 0 : System.nanoTime() - since;
        var reason = silence > TimeLimits.HEALTH.toNanos()
                ? "doesn't answer, for " + silence / 1_000_000_000 + " s by now; it is asked without end"
                : problem;
        if (reason.isEmpty()) {
            builder.up();
        } else {
            builder.message(reason).down();
        }
    }
}
