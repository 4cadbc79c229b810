package io.hindsight.source.mysql.structure;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Runs statements while an engine reads, and tells where the rows that it read differ from those of a new snapshot. */
final class Decoding {

    private static final int MARKER = 100;

    private static final Pattern COPY = Pattern.compile("(.*)_at(\\d+)/.*");
    /** By triggers: as of each step, and as it was deleted. */
    private static final Pattern WRITTEN = Pattern.compile("(.*)_written\\d+(@.*)");

    private static final Pattern DELETED = Pattern.compile("(.*)_deleted\\d+/(.*)");

    /** What Debezium alone reads wrongly. */
    private static final List<String> PROOF = List.of("BOOL", "ENUM('it");

    private final JdbcServer server;
    private final boolean isMariaDb;
    private final Class<?> connector;

    Decoding(JdbcServer server, boolean isMariaDb, Class<?> connector) {
        this.server = server;
        this.isMariaDb = isMariaDb;
        this.connector = connector;
    }

    /**
     * Gives what differs after all kinds of statements, by row and column; and what stopped the engine.
     *
     * @param isWaiting whether each statement waits until the engine has read the rows of the one before
     */
    Map<String, String> differences(boolean isWaiting) {
        var own = isMariaDb ? Spellings.OF_MARIADB : Spellings.OF_MYSQL;
        var before = new ArrayList<>(Kinds.before());
        before.addAll(Spellings.before(Spellings.OF_BOTH, "both"));
        before.addAll(Spellings.before(own, "own"));
        var streamed = new ArrayList<>(Spellings.streamed(Spellings.OF_BOTH, "both"));
        streamed.addAll(Spellings.streamed(own, "own"));
        streamed.addAll(Kinds.streamed(isMariaDb));
        return differences(before, streamed, isWaiting);
    }

    /** Gives what differs, by the spelling of the type that makes the difference, each in a table of its own. */
    Map<String, String> differencesByType() {
        var wrong = new TreeMap<String, String>();
        for (var spelling : PROOF) {
            var one = Spellings.OF_BOTH.stream()
                    .filter(each -> each.type().startsWith(spelling))
                    .findFirst()
                    .orElseThrow();
            var streamed = Spellings.streamed(List.of(one), "one");
            var found = differences(Spellings.before(List.of(one), "one"), streamed, false);
            if (!found.isEmpty()) {
                wrong.put(one.type(), found.toString());
            }
        }
        return wrong;
    }

    /** @param before statements before the engine starts; {@code DB} and {@code OTHER} stand for two databases */
    private Map<String, String> differences(List<String> before, List<String> streamed, boolean isWaiting) {
        var database = Unique.name("dec");
        var other = database + "_o";
        server.execute("CREATE DATABASE " + database, "CREATE DATABASE " + other);
        run(
                List.of("CREATE TABLE DB.marker (id INT PRIMARY KEY)", "INSERT INTO DB.marker VALUES (1)"),
                database,
                other);
        run(before, database, other);
        var differences = new TreeMap<String, String>();
        Map<String, Map<String, Object>> read;
        try (var engine = new ReadRows(server, isMariaDb, connector.getName(), database)) {
            engine.snapshot();
            run(streamed, database, other, isWaiting ? engine : null);
            run(List.of("INSERT INTO DB.marker VALUES (2)"), database, other);
            read = engine.until("marker/2");
            if (!read.containsKey("marker/2")) {
                differences.put("engine", reason(engine.failure()));
            }
        }
        try (var engine = new ReadRows(server, isMariaDb, connector.getName(), database)) {
            var expected = engine.snapshot().until("marker/2");
            expected.keySet().forEach(row -> compare(row, expected.get(row), read.get(row), differences));
            read.keySet().stream()
                    .filter(row -> row.contains("/") && !expected.containsKey(row))
                    .filter(row -> expected.keySet().stream()
                            .anyMatch(kept -> table(kept).equals(table(row))))
                    .forEach(row -> differences.put(row, "isn't there any more"));
            server.execute("DROP DATABASE " + database, "DROP DATABASE " + other);
            return differences;
        }
    }

    /**
     * Gives the rows that were read otherwise than their copies, or what triggers have recorded of them, are by a snapshot:
     * of step 3 of table {@code t} it is {@code t_at3}. Statements that the server refuses are passed over.
     */
    Map<String, String> differencesOfCopies(List<String> statements) {
        var database = Unique.name("ddl");
        var other = database + "_o";
        var differences = new TreeMap<String, String>();
        server.execute("CREATE DATABASE " + database, "CREATE DATABASE " + other);
        run(
                List.of("CREATE TABLE DB.marker (id INT PRIMARY KEY)", "INSERT INTO DB.marker VALUES (1)"),
                database,
                other);
        try (var engine = new ReadRows(server, isMariaDb, connector.getName(), database)) {
            engine.snapshot();
            attempt(statements, database, other);
            run(List.of("INSERT INTO DB.marker VALUES (2)"), database, other);
            var read = engine.until("marker/2");
            if (!read.containsKey("marker/2")) {
                differences.put("engine", reason(engine.failure()));
            }
            try (var again = new ReadRows(server, isMariaDb, connector.getName(), database)) {
                var there = again.snapshot().until("marker/2");
                if (again.failure() != null) {
                    differences.put("the other engine", reason(again.failure()));
                }
                if (there.keySet().stream()
                        .noneMatch(row -> DELETED.matcher(row).matches())) {
                    differences.put("triggers", "have recorded nothing");
                }
                there.forEach((row, expected) -> {
                    original(row).ifPresent(original -> {
                        compare(row, expected, columns(expected.keySet(), read.get(original)), differences);
                        compare(row + " itself", expected, read.get(row), differences);
                    });
                });
            }
        }
        server.execute("DROP DATABASE " + database, "DROP DATABASE " + other);
        return differences;
    }

    private static Optional<String> original(String row) {
        var copied = COPY.matcher(row);
        var written = WRITTEN.matcher(row);
        var deleted = DELETED.matcher(row);
        return copied.matches()
                ? Optional.of(copied.group(1) + "@" + copied.group(2))
                : written.matches()
                        ? Optional.of(written.group(1) + written.group(2))
                        : deleted.matches() ? Optional.of(deleted.group(1) + "#" + deleted.group(2)) : Optional.empty();
    }

    private void attempt(List<String> statements, String database, String other) {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET SESSION sql_mode=''");
            for (var sql : statements) {
                try {
                    statement.execute(sql.replace("OTHER.", other + ".").replace("DB.", database + "."));
                } catch (SQLException refused) {
                    // some can't be, as they come
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What of a row its copies have; null for no row. */
    private static Map<String, Object> columns(Set<String> copied, Map<String, Object> row) {
        if (row == null) {
            return null;
        }
        var kept = new TreeMap<>(row);
        kept.keySet().retainAll(copied);
        return kept;
    }

    private static String table(String row) {
        return row.substring(0, row.indexOf('/'));
    }

    private static String reason(Throwable failure) {
        var deepest = failure;
        while (deepest != null && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest);
    }

    private static void compare(
            String row, Map<String, Object> expected, Map<String, Object> read, Map<String, String> differences) {
        if (read == null) {
            differences.put(row, "wasn't read");
            return;
        }
        if (!expected.keySet().equals(read.keySet())) {
            differences.put(row, "has columns " + read.keySet() + " instead of " + expected.keySet());
            return;
        }
        expected.forEach((column, value) -> {
            if (!value.equals(read.get(column))) {
                differences.put(row + "." + column, read.get(column) + " instead of " + value);
            }
        });
    }

    private void run(List<String> statements, String database, String other, ReadRows waitingFor) {
        if (waitingFor == null) {
            run(statements, database, other);
            return;
        }
        var group = new ArrayList<String>();
        var marker = MARKER;
        var session = "";
        for (var sql : statements) {
            if (sql.startsWith("SET SESSION")) {
                session = sql;
            }
            group.add(sql);
            if (sql.startsWith("INSERT") || sql.startsWith("UPDATE")) {
                marker++;
                group.add("INSERT INTO DB.marker VALUES (" + marker + ")");
                run(group, database, other);
                waitingFor.until("marker/" + marker);
                group.clear();
                group.add(session.isEmpty() ? "SET @none = 1" : session);
            }
        }
        run(group, database, other);
    }

    private void run(List<String> statements, String database, String other) {
        var all = new ArrayList<String>();
        statements.forEach(sql -> all.add(sql.replace("OTHER.", other + ".")
                .replace("DB.", database + ".")
                .replace("DATABASE DB", "DATABASE " + database)));
        server.execute(all.toArray(String[]::new));
    }
}
