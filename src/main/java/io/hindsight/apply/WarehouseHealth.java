package io.hindsight.apply;

import io.hindsight.limits.TimeLimits;
import io.hindsight.observe.AnsweringHealth;
import io.hindsight.observe.RoutineLoadMeters;
import io.hindsight.settings.Settings;
import io.hindsight.warehouse.iceberg.Lake;
import io.hindsight.warehouse.starrocks.RoutineLoadState;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a warehouse is asked now and then, so that trouble is seen before a change comes. */
final class WarehouseHealth {

    /** Gives the problem that there is; an empty text for none. */
    private interface Probe {
        String problem(Connection connection) throws SQLException;
    }

    static final String QUESTION = "SELECT 1";

    private WarehouseHealth() {}

    /** Whether it answers, as all of its pools are told. */
    static AnsweringHealth answers(String name, WarehousePools pools) {
        return new AnsweringHealth(id(name), () -> {
            var problem = ask(pools.questions(), WarehouseHealth::problem, () -> {});
            pools.all().forEach(problem.isEmpty() ? UsedConnections::answers : UsedConnections::isSilent);
            return problem;
        });
    }

    /** Whether the catalog of a lake answers. */
    static AnsweringHealth answers(String name, Lake lake) {
        return new AnsweringHealth(id(name), () -> {
            lake.ask();
            return "";
        });
    }

    static String id(String name) {
        return "warehouse-" + name;
    }

    /** Whether its job, by which it reads a table's topic itself, does so; what it says of it is measured. */
    static AnsweringHealth reads(
            Settings settings, AppliedTable table, DataSource warehouse, RoutineLoadMeters meters) {
        return new AnsweringHealth(
                RoutineLoads.id(table.declaration(), table.getWarehouse()),
                () -> ask(warehouse, connection -> problem(settings, table, meters, connection), meters::silent));
    }

    private static String problem(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) TimeLimits.HEALTH.toMillis());
        try (var statement = connection.createStatement()) {
            statement.execute(QUESTION);
            return "";
        }
    }

    private static String problem(
            Settings settings, AppliedTable table, RoutineLoadMeters meters, Connection connection)
            throws SQLException {
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

    private static String ask(DataSource warehouse, Probe probe, Runnable unanswered) {
        try (var connection = warehouse.getConnection()) {
            return probe.problem(connection);
        } catch (SQLException away) {
            unanswered.run();
            return "no connection (" + WarehouseErrors.describe(away) + ")";
        }
    }
}
