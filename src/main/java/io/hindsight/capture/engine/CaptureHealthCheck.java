package io.hindsight.capture.engine;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness of the capture route: DOWN with the reason while no changes flow. */
final class CaptureHealthCheck extends AbstractHealthCheck {

    private final CaptureState state;

    CaptureHealthCheck(String id, CaptureState state) {
        super("camel", id);
        this.state = state;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (state.isStandby()) {
            builder.detail("standby", "another instance captures");
        }
        state.problem().ifPresentOrElse(reason -> builder.message(reason).down(), builder::up);
    }
}
