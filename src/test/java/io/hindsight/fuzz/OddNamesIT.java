package io.hindsight.fuzz;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.Layout;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Names and values with quotes, placeholders of everybody's, SQL and signs that turn the direction of writing go the whole
 * way: nothing breaks, nothing is executed.
 */
class OddNamesIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    @Provide
    Arbitrary<List<OddTable>> shops() {
        return OddTable.any().list().ofSize(4).uniqueElements(table -> table.name()
                .toLowerCase(java.util.Locale.ROOT));
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void theyArriveAsTheyAre(@ForAll("shops") List<OddTable> shop) throws SQLException {
        var name = Unique.name("odd");
        TestServers.mySql().execute("CREATE DATABASE " + name, "CREATE TABLE " + name + ".canary (a INT)");
        for (var warehouse : WAREHOUSES) {
            var server = Pipeline.server(warehouse);
            server.execute("CREATE DATABASE " + name);
            execute(
                    server,
                    name,
                    "CREATE TABLE canary (a INT" + (warehouse.equals("clickhouse") ? ") ENGINE = Memory" : ")"));
        }
        // one that isn't declared, which the engine can't quote
        execute(TestServers.mySql(), name, "CREATE TABLE ```) {` (a INT)");
        var settings = Pipeline.settings(name, WAREHOUSES);
        for (var number = 0; number < shop.size(); number++) {
            var prefix = "hindsight.table.t" + number + ".";
            settings.put(prefix + "source", name + "." + shop.get(number).name());
            settings.put(prefix + "target", shop.get(number).name());
            settings.put(prefix + "topic", name + ".t" + number);
            execute(TestServers.mySql(), name, shop.get(number).create(name));
            // these are in the snapshot
            insert(name, shop.get(number), shop.get(number).rows().subList(0, 2));
        }
        try (var pipeline = Pipeline.start(settings)) {
            for (var table : shop) {
                insert(name, table, table.rows().subList(2, 5));
                update(name, table);
            }
            for (var table : shop) {
                for (var warehouse : WAREHOUSES) {
                    await().ignoreExceptions().untilAsserted(() -> assertThat(rows(warehouse, name, table))
                            .as("%s in %s: %s", table, warehouse, pipeline.problems())
                            .isEqualTo(expected(warehouse, table)));
                }
            }
            assertThat(pipeline.problems()).isEmpty();
        }
        for (var warehouse : WAREHOUSES) {
            execute(Pipeline.server(warehouse), name, "SELECT a FROM canary");
        }
        execute(TestServers.mySql(), name, "SELECT a FROM canary");
    }

    /** The last value of the first row becomes its key, the second row is deleted. */
    private static void update(String database, OddTable table) throws SQLException {
        var columns = table.columns().stream().map(OddTable::quoted).toList();
        var at = " " + OddTable.quoted(database) + "." + OddTable.quoted(table.name()) + " ";
        try (var connection = mySql();
                var update = connection.prepareStatement(
                        "UPDATE" + at + "SET " + columns.get(2) + " = ? WHERE " + columns.get(0) + " = ?");
                var delete = connection.prepareStatement("DELETE FROM" + at + "WHERE " + columns.get(0) + " = ?")) {
            update.setString(1, table.rows().get(0).get(0));
            update.setString(2, table.rows().get(0).get(0));
            update.executeUpdate();
            delete.setString(1, table.rows().get(1).get(0));
            delete.executeUpdate();
        }
    }

    private static void insert(String database, OddTable table, List<List<String>> rows) throws SQLException {
        try (var connection = mySql();
                var insert = connection.prepareStatement("INSERT INTO " + OddTable.quoted(database) + "."
                        + OddTable.quoted(table.name()) + " VALUES (?, ?, ?)")) {
            for (var row : rows) {
                for (var column = 0; column < row.size(); column++) {
                    insert.setString(column + 1, row.get(column));
                }
                insert.executeUpdate();
            }
        }
    }

    /** PostgreSQL has no NUL: a change with one is a dead letter there, and the row stays as it was before it. */
    private static Set<List<String>> expected(String warehouse, OddTable table) {
        var expected = new HashSet<List<String>>();
        for (var number = 0; number < table.rows().size(); number++) {
            var row = table.rows().get(number);
            var after = new ArrayList<>(row);
            if (number == 0) {
                after.set(2, row.get(0));
            }
            if (number == 1 && isKept(warehouse, row)) {
                continue;
            }
            if (isKept(warehouse, after)) {
                expected.add(after);
            } else if (isKept(warehouse, row)) {
                expected.add(row);
            }
        }
        return expected;
    }

    private static boolean isKept(String warehouse, List<String> row) {
        return !warehouse.equals("postgres") || row.stream().noneMatch(value -> value.contains("\0"));
    }

    private static Set<List<String>> rows(String warehouse, String database, OddTable table) throws SQLException {
        var server = Pipeline.server(warehouse);
        var dialect = WarehouseKind.ofUrl(server.jdbcUrl()).orElseThrow().dialect(new Layout(1, 1));
        var sql = table.columns().stream().map(dialect::quote).collect(Collectors.joining(", ", "SELECT ", " FROM "))
                + dialect.quote(table.name() + "_current");
        try (var connection = server.connect(database);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new HashSet<List<String>>();
            while (result.next()) {
                rows.add(List.of(result.getString(1), result.getString(2), result.getString(3)));
            }
            return rows;
        }
    }

    /** One whose driver looks for nothing in names: neither JDBC's own escapes nor parameters. */
    private static Connection mySql() throws SQLException {
        var server = TestServers.mySql();
        return DriverManager.getConnection(
                server.jdbcUrl() + "&processEscapeCodesForPrepStmts=false&useServerPrepStmts=true",
                server.username(),
                server.password());
    }

    private static void execute(JdbcServer server, String database, String sql) throws SQLException {
        try (var connection = server.connect(database);
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
