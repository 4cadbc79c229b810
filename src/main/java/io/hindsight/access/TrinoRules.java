package io.hindsight.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.settings.RoleSettings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.KeepMode;
import io.hindsight.table.Mask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the rules of Trino's file-based system access control for a lake's tables: a role is a group of Trino's users.
 *
 * @param catalog what Trino calls the lake
 */
record TrinoRules(WarehouseSettings lake, String catalog) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The file, of all roles: Trino takes the first rule that fits. */
    String json(List<RoleSettings> roles, List<CapturedTable> tables) {
        var rules = new LinkedHashMap<String, Object>();
        rules.put("catalogs", each(roles, role -> Stream.of(rule(role, Map.of("allow", "read-only")))));
        rules.put("schemas", each(roles, role -> {
            var rule = rule(role, Map.of("owner", false));
            rule.put("schema", schema());
            return Stream.of(rule);
        }));
        rules.put("tables", each(roles, role -> RoleTable.of(role, tables).stream()
                .map(table -> table(role, table))));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rules);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Map<String, Object>> each(
            List<RoleSettings> roles, Function<RoleSettings, Stream<Map<String, Object>>> rules) {
        return roles.stream().flatMap(rules).toList();
    }

    private Map<String, Object> rule(RoleSettings role, Map<String, Object> more) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("group", pattern(role.name()));
        rule.put("catalog", pattern(catalog));
        rule.putAll(more);
        return rule;
    }

    private String schema() {
        return pattern(lake.schema().toLowerCase(Locale.ROOT));
    }

    private Map<String, Object> table(RoleSettings role, RoleTable seen) {
        var declaration = seen.table().declaration();
        var target = declaration.target().toLowerCase(Locale.ROOT);
        var names = declaration.keep() == KeepMode.HISTORY
                ? Stream.of(target, target + "_current", target + "_versions")
                : Stream.of(target);
        var rule = rule(role, Map.of());
        rule.put("schema", schema());
        rule.put("table", names.map(TrinoRules::pattern).collect(Collectors.joining("|")));
        rule.put("privileges", List.of("SELECT"));
        var columns = seen.table().columns().stream()
                .flatMap(column -> seen.mask(column).stream().map(mask -> column(column, mask)))
                .toList();
        if (!columns.isEmpty()) {
            rule.put("columns", columns);
        }
        seen.rows().ifPresent(condition -> rule.put("filter", condition));
        return rule;
    }

    private static Map<String, Object> column(Column column, Mask mask) {
        var name = column.target().toLowerCase(Locale.ROOT);
        var quoted = '"' + name.replace("\"", "\"\"") + '"';
        var rule = new LinkedHashMap<String, Object>();
        rule.put("name", name);
        switch (mask.kind()) {
            case DROP -> rule.put("allow", false);
            case TRUNCATE -> rule.put("mask", "substring(" + quoted + ", 1, " + mask.characters() + ")");
            case REDACT -> rule.put(
                    "mask",
                    RoleTable.isRedactedToText(column)
                            ? "CASE WHEN " + quoted + " IS NULL THEN NULL ELSE '" + Mask.REDACTED + "' END"
                            : "NULL");
            case HASH -> throw new IllegalStateException("a hash is made before Kafka");
        }
        return rule;
    }

    /** Names are regular expressions there. */
    private static String pattern(String name) {
        return name.replaceAll("[^\\w-]", "\\\\$0");
    }
}
