package io.hindsight.settings;

import io.hindsight.table.TableDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** Refuses declarations that would take each other's tables and views in a warehouse. */
final class TargetNames {

    private TargetNames() {}

    static void areApart(List<TableDeclaration> tables, SettingsReader reader) {
        var owners = new HashMap<String, TableDeclaration>();
        for (var table : tables) {
            for (var warehouse : table.warehouses()) {
                var taken = names(table)
                        .filter(name -> owners.containsKey(warehouse + " " + name))
                        .findFirst();
                if (taken.isPresent()) {
                    reader.wrong(
                            "hindsight.table." + table.name() + ".target",
                            taken.get() + " in " + warehouse + " is hindsight.table."
                                    + owners.get(warehouse + " " + taken.get()).name() + "'s already",
                            table.target() + "_2");
                    break;
                }
                names(table).forEach(name -> owners.put(warehouse + " " + name, table));
            }
        }
    }

    /** All that a declaration makes or may make in a warehouse. */
    private static Stream<String> names(TableDeclaration table) {
        var ofMode =
                switch (table.keep()) {
                    case HISTORY -> Stream.of("_current", "_versions", "_as_of");
                    case CURRENT -> Stream.<String>empty();
                };
        return Stream.concat(Stream.of("", "_rows", "_stage"), ofMode).map(suffix -> table.target() + suffix);
    }
}
