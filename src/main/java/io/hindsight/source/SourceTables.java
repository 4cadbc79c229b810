package io.hindsight.source;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Completes the declared tables by the source's own schema. */
public final class SourceTables {

    private SourceTables() {}

    /**
     * Reads the schema once; tables that the source hasn't, or not any more, are left out.
     *
     * @throws SQLException when the source can't be reached
     * @throws InvalidTableException when a declaration doesn't fit the schema
     * @throws InvalidSettingsException when a warehouse can't keep a table, naming each and the cure
     */
    public static Map<TableDeclaration, CapturedTable> once(Settings settings) throws SQLException {
        return once(settings, settings.tables());
    }

    /** Reads what the schema says of some of the declared tables, as {@link #once(Settings)} does of all. */
    public static Map<TableDeclaration, CapturedTable> once(Settings settings, List<TableDeclaration> declarations)
            throws SQLException {
        try (var source = Source.open(settings.source())) {
            var tables = once(source, declarations);
            fit(settings, tables.values());
            return tables;
        }
    }

    /** Reads what the schema says of tables, whatever keeps them; those that the source hasn't are left out. */
    public static Map<TableDeclaration, CapturedTable> once(Source source, List<TableDeclaration> declarations)
            throws SQLException {
        var tables = new LinkedHashMap<TableDeclaration, CapturedTable>();
        for (var declaration : declarations) {
            var columns = source.columns(declaration.source());
            if (!columns.isEmpty()) {
                tables.put(declaration, CapturedTable.of(declaration, columns));
            }
        }
        return tables;
    }

    /**
     * Reads one table's schema, as it is now; empty when the source hasn't the table.
     *
     * @throws SQLException when the source can't be reached
     * @throws InvalidTableException when the declaration doesn't fit the schema
     */
    public static Optional<CapturedTable> once(Settings settings, TableDeclaration declaration) throws SQLException {
        try (var source = Source.open(settings.source())) {
            return Optional.ofNullable(once(source, List.of(declaration)).get(declaration));
        }
    }

    /**
     * Reads the schema once.
     *
     * @throws InvalidTableException when the source hasn't a declared table too
     */
    public static Collection<CapturedTable> all(Settings settings) throws SQLException {
        var tables = once(settings);
        absent(settings, tables).stream().findFirst().ifPresent(missing -> {
            throw InvalidTableException.noSuchTable(missing);
        });
        return tables.values();
    }

    /** Gives the declared tables that aren't among those; that one stays which a pattern has found, nobody expects. */
    public static List<TableDeclaration> absent(Settings settings, Map<TableDeclaration, CapturedTable> tables) {
        return settings.tables().stream()
                .filter(table -> !tables.containsKey(table))
                .filter(table -> !settings.declared().isFound(table))
                .toList();
    }

    private static void fit(Settings settings, Collection<CapturedTable> tables) {
        var misfits = settings.warehouses().stream()
                .flatMap(warehouse -> tables.stream()
                        .filter(table -> table.declaration().warehouses().contains(warehouse.name()))
                        .flatMap(table -> warehouse.dialect().misfits(table).stream()))
                .distinct()
                .toList();
        if (!misfits.isEmpty()) {
            throw new InvalidSettingsException(misfits);
        }
    }
}
