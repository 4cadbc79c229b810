package io.hindsight.command;

import io.hindsight.access.Access;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight access print}: the declared roles in a server's own words. */
@Command(
        name = "access",
        description = "print: prints what makes the declared roles in a server: statements for PostgreSQL and"
                + " ClickHouse, rules for Trino where the warehouse is a lake, commands for Kafka. Does nothing of it.")
public final class AccessCommand implements Callable<Integer> {

    private static final String KAFKA = "kafka";

    /** What there is to be done. */
    enum AccessTask {
        print
    }

    @Parameters(index = "0", paramLabel = "TASK", description = "${COMPLETION-CANDIDATES}")
    private AccessTask task;

    @Parameters(index = "1", paramLabel = "SERVER", description = "The name of a warehouse, or kafka.")
    private String server;

    @Option(
            names = "--trino-catalog",
            paramLabel = "NAME",
            description = "What Trino calls the lake; as the warehouse is called by default.")
    private String catalog;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.readWithTables();
        if (settings.roles().isEmpty()) {
            throw new InvalidSettingsException(List.of(
                    "hindsight.role: no role is declared; write for example: hindsight.role.analyst.tables=orders"));
        }
        try {
            var access = new Access(settings);
            spec.commandLine().getOut().println(server.equals(KAFKA) ? access.kafka() : warehouse(settings, access));
            return 0;
        } catch (SQLException failed) {
            spec.commandLine().getErr().println("nothing is printed: " + ExitCodes.reason(failed));
            return ExitCodes.FAILED;
        }
    }

    private String warehouse(Settings settings, Access access) throws SQLException {
        var warehouse = settings.warehouses().stream()
                .filter(Access::isKnown)
                .filter(known -> known.name().equals(server))
                .findFirst()
                .orElseThrow(() -> unknown(settings));
        return access.warehouse(warehouse, catalog == null ? warehouse.name() : catalog);
    }

    private InvalidSettingsException unknown(Settings settings) {
        var known = Stream.concat(
                settings.warehouses().stream().filter(Access::isKnown).map(WarehouseSettings::name), Stream.of(KAFKA));
        var isThere = settings.warehouses().stream()
                .anyMatch(warehouse -> warehouse.name().equals(server));
        return new InvalidSettingsException(List.of((isThere
                        ? "there are no words for a role in " + server + ", whose users are made by hand; write one of "
                        : "no warehouse is called '" + server + "'; write one of ")
                + String.join(", ", known.toList())));
    }
}
