package io.hindsight.source.postgresql.check;

import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The declared tables as they are in the source.
 *
 * @param declared their names
 * @param publishable those that can be published without harm
 * @param refused why the others can't; one that isn't there is none of these
 * @param findings what was found of all
 */
record DeclaredTables(
        Set<String> declared,
        Map<String, PublishedTable> publishable,
        Map<String, List<Finding>> refused,
        List<Finding> findings) {

    static DeclaredTables read(Connection connection, Settings settings) throws SQLException {
        return read(connection, settings, Set.of());
    }

    /** @param others those that aren't looked at */
    static DeclaredTables read(Connection connection, Settings settings, Set<String> others) throws SQLException {
        var tables = new DeclaredTables(
                settings.tables().stream()
                        .map(table -> table.source().toString())
                        .collect(Collectors.toSet()),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new ArrayList<>());
        for (var declaration : settings.tables()) {
            var name = declaration.source().toString();
            if (others.contains(name)) {
                continue;
            }
            var table = PublishedTable.read(connection, declaration.source());
            if (table.isEmpty() && settings.declared().isFound(declaration)) {
                continue;
            }
            if (table.isEmpty()) {
                tables.findings.add(Finding.error(
                        "table " + name + " isn't there",
                        "correct hindsight.table." + declaration.name() + ".source, as schema.table in its letters'"
                                + " case, or hindsight.source.database"));
                continue;
            }
            var found = PublishedTableCheck.run(declaration, table.get());
            tables.findings.addAll(found);
            if (found.stream().noneMatch(finding -> finding.level() == Finding.Level.ERROR)) {
                tables.publishable.put(name, table.get());
            } else {
                tables.refused.put(name, found);
            }
        }
        return tables;
    }

    PublicationCheck publication(Connection connection, SourceSettings source) {
        return new PublicationCheck(connection, source.publication(), declared, publishable);
    }
}
