package io.hindsight.access;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** What the declared roles may read, in the words of each server. */
public final class Access {

    private final Settings settings;

    /**
     * Of settings that declare a role, with the tables that patterns find.
     *
     * @throws InvalidSettingsException when a role may read a table that nobody knows
     */
    public Access(Settings settings) {
        this.settings = settings;
        var known = settings.tables().stream().map(TableDeclaration::name).toList();
        var unknown = settings.roles().stream()
                .flatMap(role -> role.tables().stream()
                        .filter(table -> !known.contains(table))
                        .map(table -> "hindsight.role." + role.name() + ".tables: no table is called '" + table
                                + "', neither a declared one nor one that a pattern finds; there are "
                                + String.join(", ", known)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidSettingsException(unknown);
        }
    }

    /** Commands for Kafka. */
    public String kafka() {
        return settings.roles().stream()
                .map(new KafkaAcls(settings)::commands)
                .filter(commands -> !commands.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /**
     * Statements for a warehouse, or the file of rules for Trino where it is a lake.
     *
     * @param catalog what Trino calls the lake
     * @throws SQLException when the source can't be asked which columns there are
     * @throws InvalidSettingsException when a role doesn't fit the tables
     */
    public String warehouse(WarehouseSettings warehouse, String catalog) throws SQLException {
        var kept = SourceTables.all(settings).stream()
                .filter(table -> table.declaration().warehouses().contains(warehouse.name()))
                .toList();
        return warehouse.lake().isPresent()
                ? new TrinoRules(warehouse, catalog).json(settings.roles(), kept)
                : settings.roles().stream()
                        .map(role -> new RoleStatements(warehouse, role).script(kept))
                        .collect(Collectors.joining("\n\n"));
    }

    /** Whether there are words for it: StarRocks' are yet to be written. */
    public static boolean isKnown(WarehouseSettings warehouse) {
        return warehouse.lake().isPresent() || RoleStatements.isKnown(warehouse);
    }
}
