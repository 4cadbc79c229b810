package io.hindsight.apply;

import io.hindsight.table.TableName;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Tells which tables have rows that changed without a word in the source's log, and why those aren't compared yet. */
final class OwedHealth extends AbstractHealthCheck {

    private final Map<String, String> problems = new ConcurrentSkipListMap<>();

    OwedHealth() {
        super("hindsight", "owed-comparisons");
    }

    void failed(TableName table, String why) {
        problems.put(table.toString(), why);
    }

    void done(TableName table) {
        problems.remove(table.toString());
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
            builder.message("rows have changed without a word in the source's log, and couldn't be compared: "
                            + problems)
                    .down();
        }
    }
}
