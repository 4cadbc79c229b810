package io.hindsight.command;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the declared tables that a command line names, by their names in the settings or in the source. */
final class TablesAsked {

    private TablesAsked() {}

    /**
     * Gives them; all there are when none is named.
     *
     * @throws InvalidSettingsException when a name is nobody's
     */
    static List<TableDeclaration> of(Settings settings, List<String> names) {
        for (var name : names) {
            if (settings.tables().stream().noneMatch(table -> isCalled(table, name))) {
                throw unknown(settings, name);
            }
        }
        return settings.tables().stream()
                .filter(table -> names.isEmpty() || names.stream().anyMatch(name -> isCalled(table, name)))
                .toList();
    }

    /**
     * Gives those that are named, as the source has them.
     *
     * @throws InvalidTableException when it hasn't one, or a declaration doesn't fit
     */
    static List<CapturedTable> captured(Settings settings, List<String> names) throws SQLException {
        var asked = of(settings, names);
        var tables = SourceTables.once(settings, asked);
        return asked.stream()
                .map(table -> Optional.ofNullable(tables.get(table))
                        .orElseThrow(() -> InvalidTableException.noSuchTable(table)))
                .toList();
    }

    /**
     * Gives all declarations of the table that a command line names.
     *
     * @throws InvalidSettingsException when the name is nobody's
     */
    static List<TableDeclaration> sharingSource(Settings settings, String name) {
        var source = settings.tables().stream()
                .filter(table -> isCalled(table, name))
                .map(TableDeclaration::source)
                .findFirst()
                .orElseThrow(() -> unknown(settings, name));
        return settings.tables().stream()
                .filter(table -> table.source().equals(source))
                .toList();
    }

    private static InvalidSettingsException unknown(Settings settings, String name) {
        return new InvalidSettingsException(List.of("no table is declared as '" + name + "'; write "
                + settings.tables().stream().map(TableDeclaration::name).collect(Collectors.joining(" or "))));
    }

    private static boolean isCalled(TableDeclaration table, String name) {
        return table.name().equals(name) || table.source().toString().equals(name);
    }
}
