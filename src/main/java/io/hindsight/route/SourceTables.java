package io.hindsight.route;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.SourceSchema;
import io.hindsight.table.TableDeclaration;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** The declared tables, completed by the source's own schema. */
public final class SourceTables {

    private SourceTables() {}

    /**
     * Reads the schema once.
     *
     * @throws SQLException when the source can't be reached
     * @throws io.hindsight.table.InvalidTableException when a declaration doesn't fit the schema
     * @throws InvalidSettingsException when a warehouse can't keep a table, naming each and the cure
     */
    public static Map<TableDeclaration, CapturedTable> once(Settings settings) throws SQLException {
        var source = settings.source();
        try (var connection = DriverManager.getConnection(source.jdbcUrl(), source.username(), source.password())) {
            var tables = new SourceSchema(connection).tables(settings.tables());
            fit(settings, tables.values());
            return tables;
        }
    }

    private static void fit(Settings settings, Collection<CapturedTable> tables) {
        var misfits = settings.warehouses().stream()
                .flatMap(warehouse -> tables.stream()
                        .filter(table -> table.declaration().warehouses().contains(warehouse.name()))
                        .flatMap(table -> warehouse.kind().misfits(table).stream()))
                .distinct()
                .toList();
        if (!misfits.isEmpty()) {
            throw new InvalidSettingsException(misfits);
        }
    }

    /**
     * Reads one table's schema, as it is now.
     *
     * @throws SQLException when the source can't be reached
     * @throws io.hindsight.table.InvalidTableException when the declaration doesn't fit the schema
     */
    static CapturedTable once(Settings settings, TableDeclaration declaration) throws SQLException {
        var source = settings.source();
        try (var connection = DriverManager.getConnection(source.jdbcUrl(), source.username(), source.password())) {
            return new SourceSchema(connection).table(declaration);
        }
    }

    /** Reads the schema as soon as the source can be reached. */
    static Map<TableDeclaration, CapturedTable> read(Settings settings) {
        return Patience.until("source " + settings.source(), () -> once(settings));
    }
}
