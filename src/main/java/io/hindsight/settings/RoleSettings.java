package io.hindsight.settings;

import io.hindsight.table.Mask;
import io.hindsight.table.TableDeclaration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what the members of a role may read, as {@code hindsight access print} writes it for each server.
 *
 * @param name what the role is called there
 * @param tables names of declared tables, or of some that patterns are to find
 * @param masks by table and column, by their names in the warehouse
 * @param rows conditions in SQL, by table
 * @param kafkaUsers who may read the tables' topics, for Kafka has no roles
 */
public record RoleSettings(
        String name,
        List<String> tables,
        Map<String, Map<String, Mask>> masks,
        Map<String, String> rows,
        List<String> kafkaUsers) {

    private static final String MASKS = "orders.email:drop, orders.phone:redact, orders.name:truncate(1)";

    static RoleSettings read(
            String name, KnownTables declared, List<WarehouseSettings> warehouses, SettingsReader reader) {
        reader.heading("Roles: who may read what; \"hindsight access print\" writes it in each server's own words, and"
                + " nothing else uses it: docs/access.md");
        var prefix = "hindsight.role." + name + ".";
        var tables = reader.about("Names of declared tables, comma separated: their histories, current rows, versions."
                        + " The name after \"role.\" is the role's in the databases, and that of its schema there")
                .list(prefix + "tables");
        isNamed(prefix, name, warehouses, reader);
        if (tables.isEmpty()) {
            reader.wrong(prefix + "tables", "is not set", "orders, customers");
        }
        if (!declared.canGrow()) {
            known(
                    prefix + "tables",
                    tables,
                    declared.all().stream().map(TableDeclaration::name).toList(),
                    reader);
        }
        var masks = masks(prefix + "mask", reader);
        known(prefix + "mask", masks.keySet(), tables, reader);
        var rows = reader.about("Only rows of which this is true, in SQL that all your warehouses understand, with the"
                        + " warehouse's names; one such setting for each table")
                .all(prefix + "rows.");
        known(prefix + "rows", rows.keySet(), tables, reader);
        var users = reader.about("Users of Kafka who may read these tables' topics, comma separated; a topic has whole"
                        + " rows, so none of the role's tables may have a mask or a condition")
                .list(prefix + "kafka");
        if (!users.isEmpty() && !(masks.isEmpty() && rows.isEmpty())) {
            reader.wrong(
                    prefix + "kafka",
                    "a topic has all columns and rows of its table, and " + name + " may not read all of them",
                    "nothing, or another role for who reads topics");
        }
        return new RoleSettings(name, tables, masks, rows, users);
    }

    private static void isNamed(String prefix, String name, List<WarehouseSettings> warehouses, SettingsReader reader) {
        if (!name.matches("[\\w-]+") && !name.equals("<name>")) {
            reader.wrong(
                    prefix + "tables",
                    "a role's name has letters, digits, underscores and dashes only",
                    "hindsight.role.analyst.tables=orders");
        }
        warehouses.stream()
                .filter(warehouse -> warehouse.schema().equals(name))
                .findFirst()
                .ifPresent(warehouse -> reader.wrong(
                        prefix + "tables",
                        "what the role sees otherwise than it is kept is in a schema of the role's name, and that of"
                                + " warehouse " + warehouse + " is called so",
                        "hindsight.role." + name + "_readers.tables=orders"));
    }

    private static void known(String key, Iterable<String> tables, List<String> among, SettingsReader reader) {
        for (var table : tables) {
            if (!among.contains(table)) {
                reader.wrong(
                        key,
                        "'" + table + "' is none of its tables",
                        among.isEmpty() ? "orders" : String.join(", ", among));
            }
        }
    }

    private static Map<String, Map<String, Mask>> masks(String key, SettingsReader reader) {
        var masks = new HashMap<String, Map<String, Mask>>();
        reader.about("What the role sees of columns, table.column:mask, comma separated: drop (the column isn't there),"
                        + " redact (*** or NULL) or truncate(4), its first characters. What no reader may see is masked"
                        + " before Kafka, by the table's own mask")
                .pairs(key, "table.column:mask", MASKS)
                .forEach((column, text) -> {
                    var dot = column.indexOf('.');
                    var mask =
                            Mask.of(column.substring(dot + 1), text).filter(known -> known.kind() != Mask.Method.HASH);
                    if (dot < 1 || mask.isEmpty()) {
                        reader.wrong(key, "'" + column + ":" + text + "' is no mask of a table's column", MASKS);
                    } else {
                        masks.computeIfAbsent(column.substring(0, dot), table -> new LinkedHashMap<>())
                                .put(column.substring(dot + 1), mask.get());
                    }
                });
        return masks;
    }
}
