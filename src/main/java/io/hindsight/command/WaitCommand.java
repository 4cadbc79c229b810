package io.hindsight.command;

import io.hindsight.capture.held.HeldTables;
import io.hindsight.reconcile.CatchUp;
import io.hindsight.settings.DurationText;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight wait}: returns when the warehouses have everything up to a moment, so that a job needn't wait for a clock. */
@Command(
        name = "wait",
        description = "Waits until the warehouses have every change that the source committed up to a moment.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:they have", "1:they haven't in time, or couldn't be asked", "2:the settings are wrong"})
public final class WaitCommand implements Callable<Integer> {

    /** Between the time that a transaction is given and its place in the log, it may wait for others. */
    private static final Duration COMMITTING = Duration.ofSeconds(1);

    private static final long LOOK_MILLIS = 250;

    @Mixin
    private SettingsOptions options;

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..*",
            description = "The tables' names in the settings, or database.table; all by default.")
    private List<String> names = List.of();

    @Option(
            names = "--until",
            paramLabel = "MOMENT",
            description = "By the source's clock, as 2026-01-31T08:00:00Z; it may be still to come. Now by default.")
    private String until;

    @Option(names = "--warehouse", paramLabel = "NAME", description = "Only this warehouse.")
    private String only;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "How long to wait once the moment has come: ${DEFAULT-VALUE} by default.")
    private String timeout = "10m";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.readWithTables();
        var tables = TablesAsked.of(settings, names);
        var moment = moment();
        var patience = patience();
        var warehouses = warehouses(settings);
        try (var source = Source.open(settings.source());
                var catchUp = new CatchUp(settings)) {
            areNotHeld(settings, tables);
            var complete = moment == null ? source.now() : moment;
            var place = end(source, complete);
            var missing = missing(catchUp, place, tables, warehouses, System.nanoTime() + patience.toNanos());
            if (missing.isEmpty()) {
                spec.commandLine().getOut().println("complete up to " + complete);
                return 0;
            }
            spec.commandLine()
                    .getErr()
                    .println("not complete up to " + complete + " within " + timeout + ": " + String.join(", ", missing)
                            + "; hindsight status says what keeps it");
        } catch (SQLException | IllegalStateException | KafkaException failed) {
            spec.commandLine().getErr().println("can't wait: " + ExitCodes.reason(failed));
        }
        return ExitCodes.FAILED;
    }

    /** The place in the source's log before which every transaction of that moment is. */
    private static SourceOffset end(Source source, Instant moment) throws SQLException, InterruptedException {
        while (source.now().isBefore(moment.plus(COMMITTING))) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return source.end();
    }

    private static List<String> missing(
            CatchUp catchUp,
            SourceOffset place,
            List<TableDeclaration> tables,
            List<WarehouseSettings> warehouses,
            long end)
            throws InterruptedException {
        if (!catchUp.awaitCaptured(place, end)) {
            return List.of("capture hasn't read the source's log so far");
        }
        var missing = new ArrayList<String>();
        for (var table : tables) {
            for (var warehouse : warehouses) {
                if (isApplied(table, warehouse) && !catchUp.awaitApplied(table, warehouse.name(), end)) {
                    missing.add(table.source() + " in " + warehouse.name());
                }
            }
        }
        return missing;
    }

    /** How far a StarRocks is that reads the topic itself, isn't known. */
    private static boolean isApplied(TableDeclaration table, WarehouseSettings warehouse) {
        return table.warehouses().contains(warehouse.name())
                && !table.routineLoad().contains(warehouse.name());
    }

    private static void areNotHeld(Settings settings, List<TableDeclaration> tables) {
        try (var held = HeldTables.read(settings)) {
            for (var table : tables) {
                held.open(table.source()).ifPresent(hold -> {
                    throw new IllegalStateException(hold.toString());
                });
            }
        }
    }

    private List<WarehouseSettings> warehouses(Settings settings) {
        var asked = settings.warehouses().stream()
                .filter(warehouse -> only == null || only.equals(warehouse.name()))
                .toList();
        if (asked.isEmpty()) {
            throw wrong("--warehouse: none is called '" + only + "'");
        }
        return asked;
    }

    private Instant moment() {
        try {
            return until == null ? null : OffsetDateTime.parse(until).toInstant();
        } catch (DateTimeParseException notAMoment) {
            throw wrong("--until: '" + until + "' is no moment; write it as 2026-01-31T08:00:00Z");
        }
    }

    private Duration patience() {
        return DurationText.read(timeout)
                .orElseThrow(() -> wrong("--timeout: '" + timeout + "' is no time; write it as 10m or 90s"));
    }

    private static InvalidSettingsException wrong(String reason) {
        return new InvalidSettingsException(List.of(reason));
    }
}
