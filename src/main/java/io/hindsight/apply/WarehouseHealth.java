package io.hindsight.apply;

import io.hindsight.observe.FailureText;
import io.hindsight.observe.RoutineLoadMeters;
import io.hindsight.settings.Settings;
import io.hindsight.warehouse.iceberg.Lake;
import io.hindsight.warehouse.starrocks.RoutineLoadState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** What a warehouse says when it is asked now and then, so that trouble is seen before a change comes. */
final class WarehouseHealth extends AbstractHealthCheck {

    private static final int TIMEOUT_SECONDS = 5;

    private final DataSource warehouse;
    private final Probe probe;
    private volatile String problem = "hasn't been asked yet";

    /** Gives the problem that there is; an empty text for none. */
    private interface Probe {
        String problem(Connection connection) throws SQLException;

        /** It can't be asked. */
        default void unanswered() {}
    }

    private record Job(Settings settings, AppliedTable table, RoutineLoadMeters meters) implements Probe {

        @Override
        public String problem(Connection connection) throws SQLException {
            if (table.kept().isEmpty()) {
                return "starts when the source and the warehouse can be used";
            }
            var job = RoutineLoads.of(settings, table.settings(), table.kept().get());
            var state = RoutineLoadState.of(connection, job);
            meters.said(state);
            if (state.reads()) {
                return "";
            }
            return state.exists()
                    ? "the job " + job.name() + " is " + state.state()
                            + "; hindsight routine-load status says why, and resume lets it go on"
                    : "there is no job " + job.name() + "; hindsight routine-load create makes it";
        }

        @Override
        public void unanswered() {
            meters.silent();
        }
    }

    private WarehouseHealth(String id, DataSource warehouse, Probe probe) {
        super("hindsight", id);
        this.warehouse = warehouse;
        this.probe = probe;
    }

    /** Whether it answers. */
    static WarehouseHealth answers(String name, DataSource warehouse) {
        return new WarehouseHealth(
                "warehouse-" + name,
                warehouse,
                connection -> connection.isValid(TIMEOUT_SECONDS) ? "" : "doesn't answer in " + TIMEOUT_SECONDS + " s");
    }

    /** Whether the catalog of a lake answers. */
    static WarehouseHealth answers(String name, Lake lake) {
        return new WarehouseHealth("warehouse-" + name, null, connection -> {
            try {
                lake.ask();
                return "";
            } catch (RuntimeException away) {
                return "its catalog can't be asked (" + FailureText.of(away) + ")";
            }
        });
    }

    /** Whether its job, by which it reads a table's topic itself, does so; what it says of it is measured. */
    static WarehouseHealth reads(
            Settings settings, AppliedTable table, DataSource warehouse, RoutineLoadMeters meters) {
        return new WarehouseHealth(
                RoutineLoads.id(table.declaration(), table.getWarehouse()),
                warehouse,
                new Job(settings, table, meters));
    }

    /** Asks it; takes as long as the pool waits for a connection. */
    void ask() {
        try (var connection = warehouse == null ? null : warehouse.getConnection()) {
            problem = probe.problem(connection);
        } catch (SQLException away) {
            problem = "no connection (" + WarehouseErrors.describe(away) + ")";
            probe.unanswered();
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
