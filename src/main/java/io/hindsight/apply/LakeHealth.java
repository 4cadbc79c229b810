package io.hindsight.apply;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Tells which tables of a lake couldn't be kept quick to read the last time, and why; their batches go on. */
final class LakeHealth extends AbstractHealthCheck {

    private final Map<String, String> problems = new ConcurrentSkipListMap<>();

    LakeHealth(String route) {
        super("hindsight", "maintenance-" + route);
    }

    /** Says whether it went well before. */
    boolean failed(String table, String why) {
        return problems.put(table, why) == null;
    }

    void done(String table) {
        problems.remove(table);
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
        if (problems.isEmpty()) {
            builder.up();
        } else {
            builder.message("files can't be written anew, so that reading gets slower: " + problems)
                    .down();
        }
    }
}
