package io.hindsight.command;

import io.hindsight.apply.RoutineLoads;
import io.hindsight.kafka.Topics;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.schema.TargetTable;
import io.hindsight.warehouse.starrocks.RoutineLoad;
import io.hindsight.warehouse.starrocks.RoutineLoadState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight routine-load}: manages the jobs by which a StarRocks reads the topics of its tables itself. */
@Command(
        name = "routine-load",
        description = "Prints, makes and steers the StarRocks Routine Load jobs of the tables that are declared with"
                + " routine-load=<warehouse>.")
public final class RoutineLoadCommand implements Callable<Integer> {

    /** What can be done with a job. */
    enum Action {
        /** Prints the statement that makes it, without secrets. */
        print,
        /** Makes topic, table and job where they are missing. */
        create,
        /** Gives a paused job what the settings say now. */
        alter,
        pause,
        resume,
        /** Ends it for good. */
        stop,
        /** Says how it is. */
        status
    }

    @Parameters(paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
    private Action action;

    @Option(names = "--table", paramLabel = "NAME", description = "Only this declared table's.")
    private String onlyTable;

    @Option(names = "--warehouse", paramLabel = "NAME", description = "Only this warehouse's.")
    private String onlyWarehouse;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    private boolean failed;

    @Override
    public Integer call() throws SQLException {
        var settings = options.readWithTables();
        var found = false;
        for (var table : SourceTables.once(settings).values()) {
            for (var warehouse : table.declaration().routineLoad()) {
                if ((onlyTable == null || onlyTable.equals(table.declaration().name()))
                        && (onlyWarehouse == null || onlyWarehouse.equals(warehouse))) {
                    found = true;
                    act(settings, settings.warehouse(warehouse), table);
                }
            }
        }
        if (!found) {
            throw new InvalidSettingsException(List.of("no table is read by a StarRocks itself"
                    + (onlyTable == null && onlyWarehouse == null ? "" : " under these names")
                    + "; write for example: hindsight.table.orders.keep=current and"
                    + " hindsight.table.orders.routine-load=starrocks"));
        }
        return failed ? ExitCodes.FAILED : 0;
    }

    private void act(Settings settings, WarehouseSettings warehouse, CapturedTable table) {
        var job = RoutineLoads.of(settings, warehouse, table);
        if (action == Action.print) {
            say("-- " + warehouse.name() + "\n" + job.printable() + ";\n");
            return;
        }
        try (var connection = warehouse.connect()) {
            switch (action) {
                case create -> create(settings, warehouse, table, job, connection);
                case alter -> run(connection, job.alter(), job.name() + " altered; hindsight routine-load resume");
                case pause -> steer(connection, job, job.pause(), "paused");
                case resume -> steer(connection, job, job.resume(), "resumed");
                case stop -> steer(connection, job, job.stop(), "stopped for good");
                default -> status(warehouse, job, connection);
            }
        } catch (SQLException refused) {
            failed = true;
            spec.commandLine().getErr().println(warehouse.name() + ": " + job.name() + ": " + FailureText.of(refused));
        }
    }

    private void create(
            Settings settings, WarehouseSettings warehouse, CapturedTable table, RoutineLoad job, Connection connection)
            throws SQLException {
        var state = RoutineLoadState.of(connection, job);
        if (state.exists()) {
            say(job.name() + " is there already: " + state.state());
            return;
        }
        try (var topics = new Topics(settings)) {
            topics.create();
        }
        new TargetTable(warehouse.dialect(), connection).create(table);
        run(connection, job.create(), job.name() + " created");
    }

    private void status(WarehouseSettings warehouse, RoutineLoad job, Connection connection) throws SQLException {
        var state = RoutineLoadState.of(connection, job);
        say(warehouse.name() + ": " + job.name() + " is " + state.state()
                + (state.reason().isEmpty() ? "" : ": " + state.reason()));
        if (state.exists()) {
            say("  offsets    " + state.progress());
            say("  rows       " + state.statistic());
        }
        failed |= !state.reads();
    }

    /** StarRocks refuses what is so already. */
    private void steer(Connection connection, RoutineLoad job, String sql, String done) throws SQLException {
        var state = RoutineLoadState.of(connection, job);
        if (!state.exists()) {
            failed = action != Action.stop;
            say(job.name() + " is " + state.state() + "; hindsight routine-load create makes it");
        } else if (action == Action.pause && !state.reads() || action == Action.resume && state.reads()) {
            say(job.name() + " is " + state.state() + " already");
        } else {
            run(connection, sql, job.name() + " " + done);
        }
    }

    private void run(Connection connection, String sql, String done) throws SQLException {
        execute(connection, sql);
        say(done);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
