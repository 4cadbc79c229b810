package io.hindsight.settings;

import io.hindsight.table.KeepMode;
import io.hindsight.table.Mask;
import io.hindsight.table.OnRefusal;
import io.hindsight.table.OnSchemaChange;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one declared table; what isn't declared is derived later, from the source's schema. */
final class TableSettings {

    private static final String MASKS = "email:hash, phone:redact, note:drop, name:truncate(1)";
    private static final int SHORTEST_SECRET = 16;

    private TableSettings() {}

    static TableDeclaration read(
            String name, SourceKind kind, List<WarehouseSettings> warehouses, SettingsReader reader) {
        var prefix = "hindsight.table." + name + ".";
        var source = reader.required(prefix + "source", "shop.orders");
        if (!source.isEmpty() && !source.matches("[^.]+\\..+")) {
            reader.wrong(prefix + "source", "'" + source + "' is not database.table", "shop.orders");
        }
        if (!kind.tableName(source).canBeQuoted()) {
            reader.wrong(
                    prefix + "source",
                    "'" + source + "' has a name that begins or ends with a backtick or a double quote, which Debezium"
                            + " doesn't quote: rename it in the source",
                    source.replaceAll("[`\"]", ""));
        }
        var known = warehouses.stream().map(WarehouseSettings::name).toList();
        var chosen = reader.list(prefix + "warehouses");
        for (var warehouse : chosen) {
            if (!known.contains(warehouse)) {
                reader.wrong(
                        prefix + "warehouses",
                        "no warehouse is called '" + warehouse + "'",
                        known.isEmpty() ? "hindsight.warehouse." + warehouse + ".url=…" : String.join(", ", known));
            }
        }
        var keep = KeepMode.valueOf(
                reader.choice(prefix + "keep", "history", "history", "current").toUpperCase(Locale.ROOT));
        var kept = chosen.isEmpty() ? known : chosen;
        return new TableDeclaration(
                name,
                kind.tableName(source),
                keep,
                reader.list(prefix + "key"),
                reader.list(prefix + "include"),
                reader.list(prefix + "exclude"),
                reader.pairs(prefix + "rename", "column:new_name", "id:source_id, name:full_name"),
                reader.list(prefix + "tracked"),
                Optional.of(reader.text(prefix + "effective-from", "")).filter(column -> !column.isEmpty()),
                Optional.of(reader.text(prefix + "topic", "")).filter(topic -> !topic.isEmpty()),
                reader.text(prefix + "target", name),
                kept,
                OnRefusal.valueOf(reader.choice(prefix + "on-refusal", "dead-letter", "dead-letter", "stop")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                OnSchemaChange.valueOf(reader.choice(prefix + "on-schema-change", "add", "add", "ignore", "stop")
                        .toUpperCase(Locale.ROOT)),
                routineLoad(prefix, keep, kept, warehouses, reader),
                masks(prefix + "mask", reader));
    }

    private static Map<String, Mask> masks(String key, SettingsReader reader) {
        var masks = new TreeMap<String, Mask>(String.CASE_INSENSITIVE_ORDER);
        reader.pairs(key, "column:mask", MASKS).forEach((column, text) -> Mask.of(column, text)
                .ifPresentOrElse(
                        mask -> mask.names().forEach(name -> {
                            if (masks.putIfAbsent(name, mask) != null) {
                                reader.wrong(key, "there are two masks for " + name, MASKS);
                            }
                        }),
                        () -> reader.wrong(key, "'" + text + "' is no mask", MASKS)));
        return masks;
    }

    /** What one declaration masks is masked for all of the same source table: they share its messages. */
    static List<TableDeclaration> sharingMasks(List<TableDeclaration> tables, String secret, SettingsReader reader) {
        var shared = new HashMap<TableName, Map<String, Mask>>();
        for (var table : tables) {
            var ofSource =
                    shared.computeIfAbsent(table.source(), source -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
            table.masks().forEach((column, mask) -> {
                var other = ofSource.putIfAbsent(column, mask);
                if (other != null && !other.equals(mask)) {
                    reader.wrong(
                            "hindsight.table." + table.name() + ".mask",
                            table.source() + " is declared twice, with two masks for " + column,
                            "the same in both");
                }
                if (mask.kind() == Mask.Method.HASH && secret.length() < SHORTEST_SECRET) {
                    reader.wrong(
                            "hindsight.mask.secret",
                            "a hash needs a secret of " + SHORTEST_SECRET + " characters or more",
                            "HINDSIGHT_MASK_SECRET=\"$(openssl rand -hex 32)\" in the environment");
                }
            });
        }
        return tables.stream()
                .map(table -> table.with(shared.get(table.source())))
                .toList();
    }

    private static List<String> routineLoad(
            String prefix,
            KeepMode keep,
            List<String> kept,
            List<WarehouseSettings> warehouses,
            SettingsReader reader) {
        var key = prefix + "routine-load";
        var chosen = reader.list(key);
        var possible = warehouses.stream()
                .filter(warehouse -> warehouse.dialect().readsTopics())
                .map(WarehouseSettings::name)
                .filter(kept::contains)
                .toList();
        for (var warehouse : chosen) {
            if (!possible.contains(warehouse)) {
                reader.wrong(
                        key,
                        "'" + warehouse + "' is no StarRocks that keeps the table",
                        possible.isEmpty() ? "nothing: a route reads the table" : String.join(", ", possible));
            }
        }
        if (!chosen.isEmpty() && keep != KeepMode.CURRENT) {
            reader.wrong(key, "StarRocks itself can't keep a history", prefix + "keep=current");
        }
        return chosen;
    }
}
