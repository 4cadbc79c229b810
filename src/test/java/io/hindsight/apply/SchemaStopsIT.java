package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What isn't followed stops its table alone, and the error's own advice makes that go on with all its changes. */
class SchemaStopsIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final List<String> TABLES =
            List.of("going", "retyped", "watched", "ignoring", "rekeyed", "keyless", "wider", "renamed");
    private static final Pattern IN_THE_WAREHOUSE = Pattern.compile("run in the warehouse: (.*?)(?:; or |; and start)");

    private final String name = Unique.name("stops");
    private Map<String, String> settings;
    private Pipeline pipeline;

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void theAdviceMakesItGoOn() {
        var mySql = TestServers.mySql();
        mySql.execute("CREATE DATABASE " + name);
        settings = Pipeline.settings(name, WAREHOUSES);
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
        }
        for (var table : TABLES) {
            mySql.execute(
                    "CREATE TABLE " + name + "." + table + " (id INT PRIMARY KEY, a INT)",
                    "INSERT INTO " + name + "." + table + " VALUES (1, 10), (2, 20)");
            settings.put("hindsight.table." + table + ".source", name + "." + table);
        }
        set("watched", "on-schema-change", "stop");
        set("renamed", "on-schema-change", "stop");
        set("ignoring", "on-schema-change", "ignore");
        pipeline = Pipeline.start(settings);
        awaitRows(2, TABLES);

        alter("retyped", "MODIFY a VARCHAR(20)", "(3, 'thirty')");
        alter("watched", "ADD b INT", "(3, 30, 300)");
        alter("ignoring", "ADD b INT, DROP a", "(3, 300)");
        alter(
                "rekeyed",
                "ADD region INT NOT NULL DEFAULT 7, DROP PRIMARY KEY, ADD PRIMARY KEY (id, region)",
                "(3, 30, 8)");
        alter("keyless", "DROP PRIMARY KEY", "(3, 30)");
        alter("wider", "MODIFY id BIGINT", "(3000000000, 30)");
        alter("renamed", "RENAME COLUMN a TO b", "(3, 30)");
        alter("going", "COMMENT 'as it was'", "(3, 30)");
        awaitRows(3, List.of("going", "ignoring"));

        awaitProblem("apply-retyped-clickhouse", "column a has become TEXT, but a is kept as Nullable(Int32)");
        awaitProblem("apply-retyped-postgres", "column a has become TEXT, but a is kept as integer");
        awaitProblem("apply-watched-clickhouse", "new: b; of another type: none");
        awaitProblem("apply-watched-postgres", "restart with hindsight.table.watched.on-schema-change=add");
        awaitProblem("apply-rekeyed-postgres", "restart with hindsight.table.rekeyed.key=id");
        awaitProblem("apply-keyless-postgres", "the table has no primary key; say which columns identify a row: key=…");
        awaitProblem("apply-renamed-clickhouse", "rename=new_column:kept_column");
        awaitProblem("apply-wider-clickhouse", "clickhouse can't change a key's type");
        awaitRows(3, "postgres", "wider");

        // while it runs, the table goes on by itself
        for (var warehouse : WAREHOUSES) {
            runTheAdvice(warehouse, "apply-retyped-" + warehouse);
        }
        awaitRows(3, List.of("retyped"));
        assertThat(rows("postgres", "retyped", "id, a")).containsExactly("1|10", "2|20", "3|thirty");
        assertThat(rows("clickhouse", "retyped", "id, a")).containsExactly("1|10", "2|20", "3|thirty");

        // the others need the program to be started again
        var copy = problem("apply-wider-clickhouse");
        pipeline.close();
        runTheAdvice("clickhouse", copy, "apply-wider-clickhouse");
        set("watched", "on-schema-change", "add");
        set("rekeyed", "key", "id");
        set("keyless", "key", "id");
        set("renamed", "rename", "b:a");
        pipeline = Pipeline.start(settings);
        awaitRows(3, TABLES);
        assertThat(pipeline.problems()).isEmpty();
        for (var warehouse : WAREHOUSES) {
            assertThat(rows(warehouse, "watched", "id, a, b")).containsExactly("1|10|null", "2|20|null", "3|30|300");
            assertThat(rows(warehouse, "rekeyed", "id, a, region")).containsExactly("1|10|null", "2|20|null", "3|30|8");
            assertThat(rows(warehouse, "keyless", "id, a")).containsExactly("1|10", "2|20", "3|30");
            assertThat(rows(warehouse, "wider", "id, a")).containsExactly("1|10", "2|20", "3000000000|30");
            assertThat(rows(warehouse, "renamed", "id, a")).containsExactly("1|10", "2|20", "3|30");
            assertThat(rows(warehouse, "ignoring", "id, a")).containsExactly("1|10", "2|20", "3|null");
        }
        // and histories are whole: what came before ends where it should
        mySql.execute("UPDATE " + name + ".wider SET a = a + 1", "UPDATE " + name + ".rekeyed SET a = a + 1");
        awaitRows(6, List.of("wider", "rekeyed"));
        for (var warehouse : WAREHOUSES) {
            assertThat(rows(warehouse, "wider_current", "id, a")).containsExactly("1|11", "2|21", "3000000000|31");
            assertThat(rows(warehouse, "rekeyed_current", "id, a, region"))
                    .containsExactly("1|11|7", "2|21|7", "3|31|8");
        }
    }

    private void set(String table, String option, String value) {
        settings.put("hindsight.table." + table + "." + option, value);
    }

    private void alter(String table, String how, String row) {
        TestServers.mySql()
                .execute(
                        "ALTER TABLE " + name + "." + table + " " + how,
                        "INSERT INTO " + name + "." + table + " VALUES " + row);
    }

    private void runTheAdvice(String warehouse, String check) {
        runTheAdvice(warehouse, problem(check), check);
    }

    private void runTheAdvice(String warehouse, String problem, String check) {
        var advice = IN_THE_WAREHOUSE.matcher(problem);
        assertThat(advice.find()).as(check + ": " + problem).isTrue();
        Rows.execute(Pipeline.server(warehouse), name, advice.group(1).split("; "));
    }

    private String problem(String check) {
        return pipeline.problems().stream()
                .filter(problem -> problem.startsWith(check + ": "))
                .findFirst()
                .orElse("");
    }

    private void awaitProblem(String check, String words) {
        await(check).untilAsserted(() -> assertThat(problem(check)).contains(words));
    }

    private void awaitRows(int count, List<String> tables) {
        for (var warehouse : WAREHOUSES) {
            tables.forEach(table -> awaitRows(count, warehouse, table));
        }
    }

    private void awaitRows(int count, String warehouse, String table) {
        await(table + " in " + warehouse)
                .until(() -> rows(warehouse, table, "id").size(), rows -> rows == count);
    }

    private List<String> rows(String warehouse, String table, String columns) {
        return Rows.of(
                Pipeline.server(warehouse), name, "SELECT " + columns + " FROM " + table + " ORDER BY id, change_seq");
    }
}
