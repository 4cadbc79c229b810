package io.hindsight.settings;

import io.hindsight.table.TableDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.internals.Topic;

/**
 * All that a user can set, read once, checked, with defaults filled in.
 *
 * @param name the pipeline's name: prefix of default topic names and of consumer groups
 * @param instance this process among those of its pipeline: no two that run at once have the same, and one that is
 *     started again has the one it had; empty when there is no telling
 * @param warehouses in the order of their names
 * @param declared the declared tables, in the order of their names, and those that patterns find
 * @param expected of the kept tables, and of those that patterns find
 * @param roles in the order of their names
 * @param routes files of the user's own routes, as Camel names them, comma separated; usually none
 */
public record Settings(
        String name,
        String instance,
        SourceSettings source,
        KafkaSettings kafka,
        HttpSettings http,
        CheckSettings check,
        RereadSettings reread,
        HawtioSettings hawtio,
        ConsoleSettings console,
        LineageSettings lineage,
        List<WarehouseSettings> warehouses,
        KnownTables declared,
        KnownExpectations expected,
        List<RoleSettings> roles,
        String routes,
        String maskSecret) {

    private static final List<Option> OPTIONS = all();

    /** Of the topics that a pipeline has whatever its tables. */
    private static final String LONGEST_SUFFIX = ".schema-history";

    /**
     * Reads the settings out of properties whose keys start with {@code hindsight.}.
     *
     * @throws InvalidSettingsException naming every wrong key, what is wrong and what to write
     */
    public static Settings of(Map<String, String> properties) {
        var reader = new SettingsReader(properties);
        var settings = read(reader);
        if (settings.tables().isEmpty() && !settings.declared.canGrow()) {
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

    /** Gives all options there are, in the order of application.properties. */
    public static List<Option> options() {
        return OPTIONS;
    }

    /** They are what is read where one of all is declared. */
    private static List<Option> all() {
        var reader = new SettingsReader(Map.of(
                "hindsight.warehouse.<name>.url", "",
                "hindsight.tables.<name>.source", "",
                "hindsight.table.<name>.source", "",
                "hindsight.expect.<name>.table", "",
                "hindsight.role.<name>.tables", ""));
        read(reader);
        return reader.options();
    }

    static Settings read(SettingsReader reader) {
        reader.heading("");
        var name = reader.about("The pipeline's name: prefix of its topics and consumer groups. Two pipelines on"
                        + " one Kafka need two names.")
                .text("hindsight.name", "hindsight");
        if (!Topic.isValid(name + LONGEST_SUFFIX)) {
            reader.wrong(
                    "hindsight.name",
                    "Kafka has no topics called '" + name + "…'",
                    "letters, digits, dots, underscores and dashes, " + (249 - LONGEST_SUFFIX.length()) + " at most");
        }
        var instance = InstanceName.read(reader);
        var routes = reader.about("Routes of your own beside the program's, comma separated; from the directory that"
                        + " the program is started in")
                .text("hindsight.routes", "");
        var source = SourceSettings.read(reader, name);
        var historyFrom = TableSettings.historyFrom(source, reader);
        var maskSecret = TableSettings.maskSecret(reader);
        var kafka = KafkaSettings.read(reader);
        var http = HttpSettings.read(reader);
        var check = CheckSettings.read(reader);
        var reread = RereadSettings.read(reader, name);
        var console = ConsoleSettings.read(reader);
        var lineage = LineageSettings.read(reader, name);
        var hawtio = HawtioSettings.read(reader);
        var warehouses = reader.names("hindsight.warehouse").stream()
                .map(warehouse -> WarehouseSettings.read(warehouse, reader))
                .toList();
        var declaring = new PatternSettings(reader.given(), source, historyFrom, warehouses, maskSecret);
        var patterns = declaring.read(reader);
        var names = reader.names("hindsight.table").stream()
                .collect(Collectors.partitioningBy(
                        table -> patterns.isEmpty() || reader.isSet("hindsight.table." + table + ".source")));
        var declared = names.get(true).stream()
                .map(table -> TableSettings.read(table, source, historyFrom, warehouses, reader))
                .toList();
        // of a table that is yet to be found: it is read again then
        names.get(false)
                .forEach(table ->
                        TableSettings.found(table, source.tableName(table), source, historyFrom, warehouses, reader));
        TargetNames.areApart(declared, reader);
        TableSettings.canBeLoaded(declared, kafka.format(), reader);
        var tables = TableSettings.sharingMasks(declared, maskSecret, reader);
        var known = new KnownTables(tables, patterns, declaring, source.signalTable());
        var expectations = reader.names("hindsight.expect");
        expectations.forEach(
                expectation -> ExpectationSettings.read(expectation, tables, known.canGrow(), warehouses, reader));
        var roles = reader.names("hindsight.role").stream()
                .map(role -> RoleSettings.read(role, known, warehouses, reader))
                .toList();
        return new Settings(
                name,
                InstanceName.checked(instance, http, reader),
                source,
                kafka,
                http,
                check,
                reread,
                hawtio,
                console,
                lineage,
                warehouses,
                known,
                new KnownExpectations(expectations, reader.given(), known, warehouses),
                roles,
                routes,
                maskSecret);
    }

    /** The declared tables that are known now: the same list until more are found. */
    public List<TableDeclaration> tables() {
        return declared.all();
    }

    /** What is expected of the tables that are known now, in the order of the names. */
    public List<Expectation> expectations() {
        return expected.all();
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
        var servers = new LinkedHashMap<String, TlsMode>();
        servers.put(source.kind() + " " + source, source.tlsMode());
        servers.put(kafka.toString(), kafka.tlsMode());
        servers.put(kafka.registry().toString(), kafka.registry().tlsMode());
        warehouses.forEach(warehouse -> servers.put("warehouse " + warehouse, warehouse.tlsMode()));
        servers.values().removeIf(mode -> mode != TlsMode.PLAIN && mode != TlsMode.UNVERIFIED);
        return servers.entrySet().stream()
                .map(server -> server.getKey()
                        + (server.getValue() == TlsMode.PLAIN
                                ? " (not encrypted)"
                                : " (encrypted, to whoever answers)"))
                .toList();
    }

    /** Its secret for masks is nobody's to read. */
    @Override
    public String toString() {
        return "pipeline " + name;
    }
}
