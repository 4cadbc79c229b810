package io.hindsight.source.mysql.structure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table's life made at random: it is altered in all ways. Each row that is written is copied as it is then, and triggers
 * record what becomes of it.
 */
final class DdlSequence {

    private static final int STEPS = 14;
    private static final List<String> CHARSETS = List.of("latin1", "utf8mb4", "cp1251", "binary", "ucs2");

    /** The tables that triggers write to, by their events. */
    private static final Map<String, String> RECORDED =
            new TreeMap<>(Map.of("INSERT", "_written", "UPDATE", "_written", "DELETE", "_deleted"));

    private final Random random;
    private final String table;
    private final Map<String, Spellings.Spelling> columns = new LinkedHashMap<>();
    /** Columns with labels whose character set was changed: MySQL may break their bytes, and then copies others than it has. */
    private final Set<String> relabelled = new HashSet<>();

    private final List<String> statements = new ArrayList<>();
    private int names;
    private int step;

    private DdlSequence(long seed, String table) {
        this.random = new Random(seed);
        this.table = table;
    }

    /** Gives statements, some of which a server may refuse; each row has the number of its step. */
    static List<String> statements(long seed, String table) {
        var sequence = new DdlSequence(seed, table);
        sequence.run();
        return sequence.statements;
    }

    private void run() {
        statements.add("CREATE TABLE DB." + table + " (id INT PRIMARY KEY, step INT)");
        for (var each = 0; each < STEPS; each++) {
            alter();
            write();
        }
    }

    private void alter() {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> add();
            case 3 -> remove();
            case 4 -> rename();
            case 5 -> change();
            case 6 -> convert();
            case 7 -> swap();
            default -> {
                statements.add("RENAME TABLE DB." + table + " TO OTHER." + table);
                statements.add("ALTER TABLE OTHER." + table + " DEFAULT CHARACTER SET " + any(CHARSETS));
                statements.add("RENAME TABLE OTHER." + table + " TO DB." + table);
            }
        }
    }

    private void add() {
        var name = newName();
        var spelling = any(Spellings.OF_BOTH);
        var place = columns.isEmpty() || random.nextBoolean()
                ? random.nextBoolean() ? " FIRST" : ""
                : " AFTER " + any(List.copyOf(columns.keySet()));
        var added = "ADD " + name + " " + spelling.type() + place;
        statements.add("ALTER TABLE DB." + table + " " + (random.nextBoolean() ? added : "/*!50000 " + added + " */"));
        columns.put(name, spelling);
    }

    private void remove() {
        if (!columns.isEmpty()) {
            var name = any(List.copyOf(columns.keySet()));
            statements.add("ALTER TABLE DB." + table + " DROP " + name);
            columns.remove(name);
        }
    }

    private void rename() {
        if (!columns.isEmpty()) {
            var name = any(List.copyOf(columns.keySet()));
            var renamed = newName();
            statements.add("ALTER TABLE DB." + table + " RENAME COLUMN " + name + " TO " + renamed);
            columns.put(renamed, columns.remove(name));
            if (relabelled.remove(name)) {
                relabelled.add(renamed);
            }
        }
    }

    private void change() {
        if (!columns.isEmpty()) {
            var name = any(List.copyOf(columns.keySet()));
            var changed = newName();
            var spelling = any(Spellings.OF_BOTH);
            statements.add("UPDATE DB." + table + " SET " + name + " = NULL");
            statements.add("ALTER TABLE DB." + table + " CHANGE " + name + " " + changed + " " + spelling.type());
            columns.remove(name);
            columns.put(changed, spelling);
        }
    }

    private void convert() {
        statements.add("ALTER TABLE DB." + table + " CONVERT TO CHARACTER SET " + any(CHARSETS));
        columns.entrySet().stream()
                .filter(column -> column.getValue().type().matches("(ENUM|SET).*"))
                .map(Map.Entry::getKey)
                .forEach(relabelled::add);
    }

    private void swap() {
        statements.add("CREATE TABLE DB." + table + "_gho LIKE DB." + table);
        add(table + "_gho");
        statements.add("RENAME TABLE DB." + table + " TO DB." + table + "_del, DB." + table + "_gho TO DB." + table);
        statements.add("DROP TABLE DB." + table + "_del");
    }

    private void add(String to) {
        var name = newName();
        var spelling = any(Spellings.OF_BOTH);
        statements.add("ALTER TABLE DB." + to + " ADD " + name + " " + spelling.type() + " FIRST");
        columns.put(name, spelling);
    }

    private void write() {
        step++;
        var id = step;
        record();
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        columns.forEach((name, spelling) -> {
            names.add(name);
            values.add(value(spelling));
        });
        var named = names.isEmpty() ? "" : ", " + String.join(", ", names);
        var valued = values.isEmpty() ? "" : ", " + String.join(", ", values);
        statements.add("INSERT INTO DB." + table + " (id, step" + named + ") VALUES (" + id + ", " + id + valued + ")");
        statements.add("CREATE TABLE DB." + table + "_at" + id + copied() + " WHERE id = " + id);
        step++;
        var updated = names.isEmpty() ? "" : any(names);
        statements.add("UPDATE DB." + table + " SET step = " + step
                + (updated.isEmpty() ? "" : ", " + updated + " = " + value(columns.get(updated))) + " WHERE id = "
                + (1 + random.nextInt(id)));
        statements.add("DELETE FROM DB." + table + " WHERE id = " + (1 + random.nextInt(id)));
        for (var event : RECORDED.keySet()) {
            statements.add("DROP TRIGGER IF EXISTS DB." + table + "_" + event);
        }
    }

    /** Rows as they are inserted and updated, by their steps, and others as they are deleted. */
    private void record() {
        for (var what : RECORDED.values()) {
            statements.add("CREATE TABLE IF NOT EXISTS DB." + table + what + step + copied() + " WHERE 1 = 0");
        }
        RECORDED.forEach((event, what) -> {
            var row = event.equals("DELETE") ? "OLD." : "NEW.";
            var names = recordedNames();
            statements.add("CREATE TRIGGER DB." + table + "_" + event + " AFTER " + event + " ON DB." + table
                    + " FOR EACH ROW INSERT INTO DB." + table + what + step + " (" + String.join(", ", names)
                    + ") VALUES ("
                    + names.stream().map(name -> row + name).collect(Collectors.joining(", ")) + ")");
        });
    }

    private String copied() {
        return " AS SELECT " + String.join(", ", recordedNames()) + " FROM DB." + table;
    }

    private List<String> recordedNames() {
        return Stream.concat(Stream.of("id", "step"), columns.keySet().stream())
                .filter(name -> !relabelled.contains(name))
                .toList();
    }

    private String value(Spellings.Spelling spelling) {
        return random.nextInt(5) == 0 ? "NULL" : spelling.values()[random.nextInt(2)];
    }

    private String newName() {
        return any(List.of("`c%d`", "`c``%d`", "`ü%d`", "`a b%d`", "`c\"%d`", "`x,%d`"))
                .formatted(names++);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
