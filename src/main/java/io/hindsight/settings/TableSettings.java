package io.hindsight.settings;

import io.hindsight.table.OnRefusal;
import io.hindsight.table.Shape;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one declared table; what isn't declared is derived later, from the source's schema. */
final class TableSettings {

    private TableSettings() {}

    static TableDeclaration read(String name, List<WarehouseSettings> warehouses, SettingsReader reader) {
        var prefix = "hindsight.table." + name + ".";
        var source = reader.required(prefix + "source", "shop.orders");
        if (!source.isEmpty() && !source.matches("[^.]+\\..+")) {
            reader.wrong(prefix + "source", "'" + source + "' is not database.table", "shop.orders");
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
        return new TableDeclaration(
                name,
                TableName.parse(source),
                Shape.valueOf(reader.choice(prefix + "keep", "history", "history", "current")
                        .toUpperCase(Locale.ROOT)),
                reader.list(prefix + "key"),
                reader.list(prefix + "include"),
                reader.list(prefix + "exclude"),
                reader.pairs(prefix + "rename"),
                reader.list(prefix + "tracked"),
                Optional.of(reader.text(prefix + "effective-from", "")).filter(column -> !column.isEmpty()),
                Optional.of(reader.text(prefix + "topic", "")).filter(topic -> !topic.isEmpty()),
                reader.text(prefix + "target", name),
                chosen.isEmpty() ? known : chosen,
                OnRefusal.valueOf(reader.choice(prefix + "on-refusal", "dead-letter", "dead-letter", "stop")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')));
    }
}
