package io.hindsight.settings;

import io.hindsight.table.TableDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a user can set, read once, checked, with defaults filled in.
 *
 * @param name the pipeline's name: prefix of default topic names and of consumer groups
 * @param instance this process among those of its pipeline: no two that run at once have the same, and one that is
 *     started again has the one it had; empty when there is no telling
 * @param warehouses in the order of their names
 * @param tables the declared tables, in the order of their names
 * @param routes files of the user's own routes, as Camel names them, comma separated; usually none
 */
public record Settings(
        String name,
        String instance,
        SourceSettings source,
        KafkaSettings kafka,
        HttpSettings http,
        CheckSettings check,
        HawtioSettings hawtio,
        ConsoleSettings console,
        List<WarehouseSettings> warehouses,
        List<TableDeclaration> tables,
        String routes,
        String maskSecret) {

    /**
     * Reads the settings out of properties whose keys start with {@code hindsight.}.
     *
     * @throws InvalidSettingsException naming every wrong key, what is wrong and what to write
     */
    public static Settings of(Map<String, String> properties) {
        var reader = new SettingsReader(properties);
        var settings = read(reader);
        if (settings.tables.isEmpty()) {
            reader.wrong("hindsight.table", "no table is declared", "hindsight.table.orders.source=shop.orders");
        }
        if (settings.warehouses.isEmpty()) {
            reader.wrong(
                    "hindsight.warehouse",
                    "no warehouse is set",
                    "hindsight.warehouse.clickhouse.url=jdbc:clickhouse://localhost:8123/dw");
        }
        reader.finish();
        return settings;
    }

    static Settings read(SettingsReader reader) {
        var warehouses = reader.names("hindsight.warehouse").stream()
                .map(name -> WarehouseSettings.read(name, reader))
                .toList();
        var http = HttpSettings.read(reader);
        var maskSecret = reader.secret("hindsight.mask.secret");
        var source = SourceSettings.read(reader);
        return new Settings(
                reader.text("hindsight.name", "hindsight"),
                InstanceName.read(reader, http),
                source,
                KafkaSettings.read(reader),
                http,
                CheckSettings.read(reader),
                HawtioSettings.read(reader),
                ConsoleSettings.read(reader),
                warehouses,
                TableSettings.sharingMasks(
                        reader.names("hindsight.table").stream()
                                .map(name -> TableSettings.read(name, source.kind(), warehouses, reader))
                                .toList(),
                        maskSecret,
                        reader),
                reader.text("hindsight.routes", ""),
                maskSecret);
    }

    /** Finds the warehouse of that name; every name in a declaration has been checked to have one. */
    public WarehouseSettings warehouse(String warehouseName) {
        return warehouses.stream()
                .filter(warehouse -> warehouse.name().equals(warehouseName))
                .findFirst()
                .orElseThrow();
    }

    /** The servers on other machines that what is sent to can be read or taken on its way, and how. */
    public List<String> unsafe() {
        var wires = new LinkedHashMap<String, Wire>();
        wires.put("MySQL " + source, source.wire());
        wires.put(kafka.toString(), kafka.wire());
        warehouses.forEach(warehouse -> wires.put("warehouse " + warehouse, warehouse.wire()));
        return wires.entrySet().stream()
                .filter(wire -> wire.getValue() == Wire.PLAIN || wire.getValue() == Wire.UNVERIFIED)
                .map(wire -> wire.getKey()
                        + (wire.getValue() == Wire.PLAIN ? " (not encrypted)" : " (encrypted, to whoever answers)"))
                .toList();
    }
}
