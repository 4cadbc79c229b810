package io.hindsight.command;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The declared tables that a command line names, by their names in the settings or in the source. */
final class TablesAsked {

    private TablesAsked() {}

    /**
     * Gives them; all when none is named.
     *
     * @throws InvalidSettingsException when a name is nobody's
     */
    static List<CapturedTable> of(Settings settings, Collection<CapturedTable> tables, List<String> names) {
        for (var name : names) {
            if (tables.stream().noneMatch(table -> isCalled(table, name))) {
                throw new InvalidSettingsException(List.of("no table is declared as '" + name + "'; write "
                        + settings.tables().stream().map(TableDeclaration::name).collect(Collectors.joining(" or "))));
            }
        }
        return tables.stream()
                .filter(table -> names.isEmpty() || names.stream().anyMatch(name -> isCalled(table, name)))
                .toList();
    }

    private static boolean isCalled(CapturedTable table, String name) {
        return table.declaration().name().equals(name)
                || table.source().toString().equals(name);
    }
}
