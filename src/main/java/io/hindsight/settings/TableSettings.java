package io.hindsight.settings;

import io.hindsight.table.HistoryFrom;
import io.hindsight.table.KeepMode;
import io.hindsight.table.Mask;
import io.hindsight.table.OnRefusal;
import io.hindsight.table.OnSchemaChange;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one declared table; what isn't declared is derived later, from the source's schema. */
final class TableSettings {

    private static final String MASKS = "email:hash, phone:redact, note:drop, name:truncate(1)";
    private static final int SHORTEST_SECRET = 16;

    private TableSettings() {}

    static TableDeclaration read(
            String name,
            SourceSettings from,
            HistoryFrom usual,
            List<WarehouseSettings> warehouses,
            SettingsReader reader) {
        var form = from.kind().nameForm();
        var prefix = "hindsight.table." + name + ".";
        var source = source(prefix, reader);
        if (source.isEmpty()) {
            reader.wrong(prefix + "source", "is not set", "shop.orders");
        }
        if (!source.isEmpty() && !source.matches("[^.]+\\..+")) {
            reader.wrong(prefix + "source", "'" + source + "' is not " + form, "shop.orders");
        }
        if (!from.tableName(source).canBeQuoted()) {
            reader.wrong(
                    prefix + "source",
                    "'" + source + "' has a name that begins or ends with a backtick or a double quote, which Debezium"
                            + " doesn't quote: rename it in the source",
                    source.replaceAll("[`\"]", ""));
        }
        return found(name, from.tableName(source), from, usual, warehouses, reader);
    }

    private static String source(String prefix, SettingsReader reader) {
        reader.heading("Tables: one line each is enough, the rest is derived from the source's own schema");
        return reader.about("database.table in the source, schema.table in a PostgreSQL; the name after \"table.\" is"
                        + " yours. Not to be set for one that a pattern finds")
                .text(prefix + "source", "");
    }

    /** Reads what is set for a table that was found in the source, of which all may be left out. */
    static TableDeclaration found(
            String name,
            TableName source,
            SourceSettings from,
            HistoryFrom usual,
            List<WarehouseSettings> warehouses,
            SettingsReader reader) {
        var prefix = "hindsight.table." + name + ".";
        source(prefix, reader);
        var keep = reader.about("history (every version, SCD type 2) or current (the latest state)")
                .choice(prefix + "keep", KeepMode.HISTORY);
        var kept = kept(prefix + "warehouses", warehouses, reader);
        return new TableDeclaration(
                name,
                source,
                keep,
                reader.about("The columns that versions belong to; the source's primary key by default")
                        .list(prefix + "key"),
                reader.about("Only these columns, or all but these").list(prefix + "include"),
                reader.list(prefix + "exclude"),
                reader.about("Other names in the warehouse, column:new_name, comma separated")
                        .pairs(prefix + "rename", "column:new_name", "id:source_id, name:full_name"),
                reader.about("Columns whose change makes a new row in the view <target>_versions; all by default")
                        .list(prefix + "tracked"),
                optional(reader.about("A column that says when a version begins; the time of the commit by default")
                        .text(prefix + "effective-from", "")),
                optional(reader.about(
                                "The Kafka topic; <name>.<database>.<table> by default, <name>.<schema>.<table> from a PostgreSQL")
                        .text(prefix + "topic", "")),
                reader.about("The table in the warehouses; called like the declaration by default")
                        .text(prefix + "target", name),
                kept,
                reader.about("A change that can't be read, or whose values a warehouse refuses: dead-letter puts"
                                + " it aside and goes on with the others; stop stops the table in that warehouse"
                                + " before it, until somebody has removed the cause and resumed it in the console, or"
                                + " restarted the program")
                        .choice(prefix + "on-refusal", OnRefusal.DEAD_LETTER),
                reader.about("When the source's table gets other columns: add (new columns are added, columns"
                                + " become wider, dropped ones stay and are NULL), ignore (new columns aren't kept) or"
                                + " stop (the table waits for you); see docs/schema-changes.md")
                        .choice(prefix + "on-schema-change", OnSchemaChange.ADD),
                routineLoad(prefix, from.kind(), keep, kept, warehouses, reader),
                masks(prefix + "mask", reader),
                historyFrom(
                        prefix,
                        keep,
                        from,
                        usual,
                        warehouses.stream()
                                .filter(warehouse -> kept.contains(warehouse.name()))
                                .toList(),
                        reader),
                from.spreadsSeconds());
    }

    private static final String HISTORY_FROM = "hindsight.source.history-from";

    static HistoryFrom historyFrom(SourceSettings source, SettingsReader reader) {
        return historyFrom(
                HISTORY_FROM,
                "snapshot",
                "Where histories begin: snapshot (the rows as the first start finds them), log (as far back as the"
                        + " source's log goes, which is read beside capture), or a moment in it, as"
                        + " 2026-03-01T08:00:00Z; see docs/how-far-back.md",
                source,
                reader);
    }

    private static HistoryFrom historyFrom(
            String key, String usual, String meaning, SourceSettings source, SettingsReader reader) {
        var text = reader.about(meaning).text(key, usual);
        var from = HistoryFrom.of(text);
        if (!text.isEmpty() && from.isEmpty()) {
            reader.wrong(
                    key, "'" + text + "' is neither snapshot nor log, nor a moment", "log, or 2026-03-01T08:00:00Z");
        }
        if (from.flatMap(HistoryFrom::since).filter(Instant.now()::isBefore).isPresent()) {
            reader.wrong(key, text + " is yet to come", "a moment that is past, or log");
        }
        if (from.isPresent() && from.get().isInLog() && source.kind() == SourceKind.POSTGRESQL) {
            reader.wrong(key, "a PostgreSQL keeps no log of what has been", "snapshot");
        }
        return from.orElse(null);
    }

    /** Where the table has no history of its own there is nothing to begin. */
    private static HistoryFrom historyFrom(
            String prefix,
            KeepMode keep,
            SourceSettings source,
            HistoryFrom usual,
            List<WarehouseSettings> kept,
            SettingsReader reader) {
        var key = prefix + "history-from";
        var own = historyFrom(key, "", "The same for this table alone", source, reader);
        var from = own == null ? usual : own;
        if (from == null || !from.isInLog() || keep == KeepMode.CURRENT) {
            return HistoryFrom.SNAPSHOT;
        }
        kept.stream()
                .filter(warehouse -> warehouse.dialect().isLake())
                .findFirst()
                .ifPresent(lake -> reader.wrong(
                        key,
                        "a history in the lake '" + lake.name() + "' begins with the snapshot",
                        "snapshot, or " + prefix + "warehouses without it"));
        return from;
    }

    private static Optional<String> optional(String text) {
        return Optional.of(text).filter(set -> !set.isEmpty());
    }

    static List<String> kept(String key, List<WarehouseSettings> warehouses, SettingsReader reader) {
        var known = warehouses.stream().map(WarehouseSettings::name).toList();
        var chosen = reader.about("Names of the warehouses that keep it, comma separated; all by default")
                .list(key);
        for (var warehouse : chosen) {
            if (!known.contains(warehouse)) {
                reader.wrong(
                        key,
                        "no warehouse is called '" + warehouse + "'",
                        known.isEmpty() ? "hindsight.warehouse." + warehouse + ".url=…" : String.join(", ", known));
            }
        }
        return chosen.isEmpty() ? known : chosen;
    }

    static String maskSecret(SettingsReader reader) {
        reader.heading("Masks: what must be known to make the same hash again");
        return reader.about("16 characters or more, where a table has a hash; another secret gives other hashes")
                .secret("hindsight.mask.secret");
    }

    private static Map<String, Mask> masks(String key, SettingsReader reader) {
        var masks = new TreeMap<String, Mask>(String.CASE_INSENSITIVE_ORDER);
        reader.about(
                        "What capture makes of columns before anything reaches Kafka, column:mask, comma separated: drop, hash,"
                                + " redact (*** or NULL) or truncate(4), its first characters. Not for key columns. A column that is or was"
                                + " called otherwise too is email|mail:hash, one that may be missing phone?:redact; without its column a row"
                                + " isn't written. See docs/privacy.md")
                .pairs(key, "column:mask", MASKS)
                .forEach((column, text) -> Mask.of(column, text)
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
            SourceKind source,
            KeepMode keep,
            List<String> kept,
            List<WarehouseSettings> warehouses,
            SettingsReader reader) {
        var key = prefix + "routine-load";
        var chosen = reader.about("Names of the StarRocks warehouses among them that read the topic themselves, if it"
                        + " is kept current; \"hindsight routine-load\" makes their jobs, and the program"
                        + " doesn't apply them. See docs/starrocks.md")
                .list(key);
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
        if (!chosen.isEmpty() && source == SourceKind.POSTGRESQL) {
            reader.wrong(
                    key,
                    "a PostgreSQL's log leaves out large values that an UPDATE doesn't change, and StarRocks itself"
                            + " would load a placeholder for them",
                    "nothing: a route reads the table");
        }
        if (!chosen.isEmpty() && keep != KeepMode.CURRENT) {
            reader.wrong(key, "StarRocks itself can't keep a history", prefix + "keep=current");
        }
        return chosen;
    }

    /** StarRocks itself reads what capture writes. */
    static void canBeLoaded(List<TableDeclaration> tables, MessageFormat format, SettingsReader reader) {
        if (format == MessageFormat.AVRO) {
            tables.stream()
                    .filter(table -> !table.routineLoad().isEmpty())
                    .forEach(table -> reader.wrong(
                            "hindsight.table." + table.name() + ".routine-load",
                            "StarRocks itself reads JSON, and hindsight.kafka.format is avro",
                            "nothing: a route reads the table"));
        }
    }
}
