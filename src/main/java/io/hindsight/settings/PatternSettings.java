package io.hindsight.settings;

import io.hindsight.table.HistoryFrom;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OnRefusal;
import io.hindsight.table.OnSchemaChange;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads which tables are declared by a pattern, and declares each that is found: with what is set for it, or for all. */
final class PatternSettings {

    private static final String PREFIX = "hindsight.tables";

    /** What can be said for all tables of a pattern at once. */
    private static final Set<String> FOR_ALL =
            Set.of("keep", "warehouses", "on-refusal", "on-schema-change", "history-from");

    /** What tools that alter tables while they are used call their copies, of which the rows are those of others. */
    private static final String COPIES = "_*_gho, _*_ghc, _*_del, _*_new, _*_old";

    private final Map<String, String> properties;
    private final SourceSettings source;
    private final HistoryFrom usual;
    private final List<WarehouseSettings> warehouses;
    private final String maskSecret;

    PatternSettings(
            Map<String, String> properties,
            SourceSettings source,
            HistoryFrom usual,
            List<WarehouseSettings> warehouses,
            String maskSecret) {
        this.properties = properties;
        this.source = source;
        this.usual = usual;
        this.warehouses = warehouses;
        this.maskSecret = maskSecret;
    }

    List<TablePattern> read(SettingsReader reader) {
        return reader.names(PREFIX).stream().map(name -> read(name, reader)).toList();
    }

    private TablePattern read(String name, SettingsReader reader) {
        var prefix = PREFIX + "." + name + ".";
        reader.heading("Tables by pattern: all of a database, also those that are created later");
        var included = reader.about("database.table in the source, schema.table in a PostgreSQL, where * stands for any"
                        + " signs; comma separated. See docs/whole-databases.md")
                .list(prefix + "source");
        var isWhole = !included.isEmpty() && included.stream().allMatch(each -> each.matches("[^.]+\\..+"));
        if (!isWhole) {
            reader.wrong(prefix + "source", "is not " + source.kind().nameForm() + " with stars", "shop.*");
        }
        var excluded = reader.about("But not these; a name without a dot is a table's in any database. By default"
                        + " the copies that gh-ost and pt-online-schema-change make")
                .list(prefix + "exclude", COPIES);
        var naming = reader.about(
                        "What each is called, as after \"table.\" below, where settings of its own are, and in"
                                + " the warehouses: with {table}, {database} and {schema}. {database}_{table} where two databases"
                                + " have tables of one name")
                .text(prefix + "name", "{table}");
        if (!naming.contains("{table}")) {
            reader.wrong(prefix + "name", "all tables would be called '" + naming + "'", "{database}_{table}");
        }
        reader.about("For all of them, what can be said below for each").choice(prefix + "keep", KeepMode.HISTORY);
        TableSettings.kept(prefix + "warehouses", warehouses, reader);
        reader.choice(prefix + "on-refusal", OnRefusal.DEAD_LETTER);
        reader.choice(prefix + "on-schema-change", OnSchemaChange.ADD);
        reader.text(prefix + "history-from", "");
        return TablePattern.of(name, isWhole ? included : List.of(), excluded, naming);
    }

    /**
     * Declares a table that fits a pattern.
     *
     * @param others that are declared already
     * @throws InvalidSettingsException when it can't be, naming why and what to write
     */
    TableDeclaration declare(TablePattern pattern, TableName table, List<TableDeclaration> others) {
        var name = pattern.nameOf(table);
        others.stream().filter(other -> other.name().equals(name)).findFirst().ifPresent(other -> {
            throw new InvalidSettingsException(List.of("it would be called " + name + ", as " + other.source()
                    + " is; write for example " + PREFIX + "." + pattern.name() + ".name={"
                    + (table.schema().isEmpty() ? "database" : "schema") + "}_{table}, or hindsight.table." + name
                    + "_2.source=" + table));
        });
        var reader = new SettingsReader(settingsOf(pattern, name));
        var declared = TableSettings.sharingMasks(
                        List.of(TableSettings.found(name, table, source, usual, warehouses, reader)),
                        maskSecret,
                        reader)
                .get(0);
        declared.topic()
                .filter(topic -> others.stream()
                        .anyMatch(other -> other.topic().filter(topic::equals).isPresent()))
                .ifPresent(topic -> reader.wrong(
                        "hindsight.table." + name + ".topic",
                        "another table has the topic " + topic,
                        topic + "-" + name));
        var all = new ArrayList<>(others);
        all.add(declared);
        TargetNames.areApart(all, reader);
        reader.check();
        return declared;
    }

    private Map<String, String> settingsOf(TablePattern pattern, String name) {
        var own = new TreeMap<>(properties);
        FOR_ALL.forEach(option -> {
            var ofAll = properties.getOrDefault(PREFIX + "." + pattern.name() + "." + option, "");
            if (own.getOrDefault("hindsight.table." + name + "." + option, "").isBlank()) {
                own.put("hindsight.table." + name + "." + option, ofAll);
            }
        });
        return own;
    }
}
