package io.hindsight.command;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the declared tables that a command line names, by their names in the settings or in the source. */
final class TablesAsked {

    private TablesAsked() {}

    /**
     * Gives them; all that the source has when none is named.
     *
     * @throws InvalidSettingsException when a name is nobody's
     * @throws InvalidTableException when the source hasn't one that is named
     */
    static List<CapturedTable> of(Settings settings, Map<TableDeclaration, CapturedTable> tables, List<String> names) {
        for (var name : names) {
            if (settings.tables().stream().noneMatch(table -> isCalled(table, name))) {
                throw unknown(settings, name);
            }
        }
        if (names.isEmpty()) {
            return List.copyOf(tables.values());
        }
        return settings.tables().stream()
                .filter(table -> names.stream().anyMatch(name -> isCalled(table, name)))
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
