package io.hindsight.command;

import io.hindsight.settings.Option;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings for a source as a file: a pattern for each database or schema, and beside it what can't be followed, and why. */
final class SettingsDraft {

    private static final String EXCLUDE = "hindsight.tables.<name>.exclude";

    private static final String HEAD =
            """
            # Written by "hindsight init". Say where Kafka and the warehouse are, look through the tables, and run
            # "hindsight validate". Every other setting is in the application.properties that the program comes with.
            # Passwords aren't here: HINDSIGHT_SOURCE_PASSWORD in the environment, or hindsight.source.password-file=…
            """;

    private final Map<String, String> servers;
    private final Map<String, List<TableName>> tables = new TreeMap<>();
    private final boolean isOnce;

    /**
     * @param servers settings that say where the source and the others are
     * @param tables that the source has
     */
    SettingsDraft(Map<String, String> servers, List<TableName> tables) {
        this.servers = servers;
        tables.forEach(table -> this.tables
                .computeIfAbsent(container(table), first -> new ArrayList<>())
                .add(table));
        this.isOnce = tables.stream().map(TableName::table).distinct().count() == tables.size();
    }

    private static String container(TableName table) {
        return table.schema().isEmpty() ? table.database() : table.schema();
    }

    /** Gives the settings by which all tables would be followed. */
    Map<String, String> all() {
        var all = new LinkedHashMap<>(servers);
        tables.keySet().forEach(container -> all.putAll(pattern(container, Map.of())));
        return all;
    }

    private Map<String, String> pattern(String container, Map<TableName, String> misfits) {
        var prefix = "hindsight.tables." + container.replaceAll("[^\\p{L}\\p{N}_-]", "_") + ".";
        var pattern = new LinkedHashMap<String, String>();
        pattern.put(prefix + "source", container + ".*");
        if (!isOnce) {
            var isSchema = !tables.get(container).get(0).schema().isEmpty();
            pattern.put(prefix + "name", isSchema ? "{schema}_{table}" : "{database}_{table}");
        }
        var excluded = tables.get(container).stream()
                .filter(misfits::containsKey)
                .map(TableName::table)
                .collect(Collectors.joining(", "));
        if (!excluded.isEmpty()) {
            pattern.put(prefix + "exclude", excluded + ", " + usual());
        }
        return pattern;
    }

    private static String usual() {
        return Settings.options().stream()
                .filter(option -> option.key().equals(EXCLUDE))
                .map(Option::byDefault)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Writes the file.
     *
     * @param misfits tables that can't be followed, and why
     * @param findings what is to be done in the source before a start
     */
    String text(Map<TableName, String> misfits, List<String> findings) {
        var lines = new ArrayList<String>();
        lines.addAll(HEAD.lines().toList());
        lines.add("");
        servers.forEach((key, value) -> lines.add(line(key, value)));
        if (!findings.isEmpty()) {
            lines.add("");
            lines.add("# To be done in the source before a start:");
            findings.forEach(finding -> lines.add(comment(finding)));
        }
        tables.forEach((container, its) -> {
            lines.add("");
            lines.add(comment(container + ": "
                    + its.stream()
                            .filter(table -> !misfits.containsKey(table))
                            .map(TableName::table)
                            .collect(Collectors.joining(", "))));
            pattern(container, misfits).forEach((key, value) -> lines.add(line(key, value)));
            its.stream()
                    .filter(misfits::containsKey)
                    .forEach(table -> lines.add(comment("not " + table + ": " + misfits.get(table))));
        });
        return String.join("\n", lines) + "\n";
    }

    private static String line(String key, String value) {
        return key + "=" + value.replace("\\", "\\\\");
    }

    private static String comment(String text) {
        return "# " + text.replaceAll("\\R", " ");
    }
}
