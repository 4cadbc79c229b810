package io.hindsight.access;

import io.hindsight.settings.RoleSettings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Mask;
import io.hindsight.warehouse.SqlTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the statements that make a role in a warehouse, out of {@code sql/<engine>/role*.sql}: grants on tables that it sees
 * as they are, and views of its own, in a schema of its name, of those that it doesn't.
 */
final class RoleStatements {

    private final WarehouseSettings warehouse;
    private final RoleSettings role;
    private final Map<String, String> common;

    RoleStatements(WarehouseSettings warehouse, RoleSettings role) {
        this.warehouse = warehouse;
        this.role = role;
        common = Map.of("role", quote(role.name()), "own", quote(role.name()), "schema", quote(warehouse.schema()));
    }

    /** Whether the engine's statements are known. */
    static boolean isKnown(WarehouseSettings warehouse) {
        return SqlTemplate.class.getResource("/sql/" + warehouse.dialect().name() + "/role.sql") != null;
    }

    /** The whole script. */
    String script(List<CapturedTable> tables) {
        var script = new StringBuilder(fill("role", common));
        RoleTable.of(role, tables).forEach(table -> script.append("\n\n").append(statements(table)));
        return script.toString();
    }

    private String statements(RoleTable seen) {
        var declaration = seen.table().declaration();
        var places = new HashMap<>(common);
        for (var view : List.of("", "_current", "_versions", "_as_of")) {
            var name = quote(declaration.target() + view);
            var place = view.isEmpty() ? "target" : view.substring(1);
            places.put(place, common.get("schema") + "." + name);
            places.put("own_" + place, common.get("own") + "." + name);
        }
        places.put("rows", common.get("schema") + "." + warehouse.dialect().rows(seen.table()));
        places.put("own_target_in_literal", places.get("own_target").replace("'", "''"));
        places.put("condition", seen.rows().orElse("true"));
        places.put(
                "columns", seen.columns().map(column -> selected(seen, column)).collect(Collectors.joining(", ")));
        var mode = declaration.keep().name().toLowerCase(Locale.ROOT);
        var file = seen.isLimited() ? "role-view-" : "role-grant-";
        return fill(seen.rows().isPresent() ? "role-policy" : "role-no-policy", places) + "\n"
                + fill(file + mode, places);
    }

    private String selected(RoleTable seen, Column column) {
        return seen.mask(column)
                .map(mask -> masked(column, mask) + " AS " + quote(column.target()))
                .orElseGet(() -> quote(column.target()));
    }

    private String masked(Column column, Mask mask) {
        var dialect = warehouse.dialect();
        var name = quote(column.target());
        return switch (mask.kind()) {
            case TRUNCATE -> dialect.firstCharacters(name, mask.characters());
            case REDACT -> RoleTable.isRedactedToText(column)
                    ? "CASE WHEN " + name + " IS NULL THEN NULL ELSE '" + Mask.REDACTED + "' END"
                    : "CAST(" + dialect.emptied(column.keyed(false).optional()) + " AS "
                            + dialect.type(column.keyed(false).optional()) + ")";
            case DROP, HASH -> throw new IllegalStateException(mask + " is nobody's to see");
        };
    }

    private String quote(String name) {
        return warehouse.dialect().quote(name);
    }

    private String fill(String file, Map<String, String> places) {
        Map<String, Function<String, String>> texts = places.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, place -> alias -> place.getValue()));
        return SqlTemplate.load(warehouse.dialect().name(), file).fill(texts);
    }
}
