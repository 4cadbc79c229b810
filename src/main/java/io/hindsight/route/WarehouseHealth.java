package io.hindsight.route;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether a warehouse answers; it is asked now and then, so that one that is away is seen before a change comes. */
final class WarehouseHealth extends AbstractHealthCheck {

    private static final int PATIENCE_SECONDS = 5;

    private final DataSource warehouse;
    private volatile String problem = "hasn't been asked yet";

    WarehouseHealth(String name, DataSource warehouse) {
        super("hindsight", "warehouse-" + name);
        this.warehouse = warehouse;
    }

    /** Asks it; takes as long as the pool waits for a connection. */
    void ask() {
        try (var connection = warehouse.getConnection()) {
            problem = connection.isValid(PATIENCE_SECONDS) ? "" : "doesn't answer in " + PATIENCE_SECONDS + " s";
        } catch (SQLException away) {
            problem = "no connection (" + WarehouseErrors.describe(away) + ")";
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var reason = problem;
        if (reason.isEmpty()) {
            builder.up();
        } else {
            builder.message(reason).down();
        }
    }
}
