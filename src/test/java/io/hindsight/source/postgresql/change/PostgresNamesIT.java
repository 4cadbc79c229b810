package io.hindsight.source.postgresql.change;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.Settings;
import io.hindsight.source.Finding;
import io.hindsight.source.postgresql.PostgresNames;
import io.hindsight.source.postgresql.check.PostgresCheck;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A table may be called anything, be one of many of its name, be made of others, and move. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresNamesIT {

    private static final List<String> SCHEMAS = List.of("public", "Other Schema", "schéma 日本");
    private static final List<String> TABLES = List.of(
            "orders", "Orders", "with blank", "with.dot,comma;", "Ünïcode 日本 😀 näme", "a\"quote'b", "$1 {x} [y] \\d+");
    private static final List<String> COLUMNS =
            List.of("ID", "näme 日本", "a b", "q\"uote", "\"quoted'", "x(text)=y", "a.b,c", "${body}");

    private static final Duration SOON = Duration.ofSeconds(10);

    private SourceDatabase source;
    private Map<String, String> settings;
    private Pipeline pipeline;

    @BeforeAll
    void start() {
        source = SourceDatabase.create(TestServers.sourcePostgres(), "pgnames");
        settings = source.settings();
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        Pipeline.server("postgres").execute("CREATE DATABASE " + source.name());
        settings.putAll(Pipeline.warehouse("postgres", source.name()));
        var number = 0;
        for (var schema : SCHEMAS) {
            source.execute("CREATE SCHEMA IF NOT EXISTS " + PostgresNames.quoted(schema));
            for (var table : tables(schema)) {
                source.execute(COLUMNS.stream()
                        .map(column -> PostgresNames.quoted(column) + " TEXT")
                        .collect(Collectors.joining(
                                ", ",
                                "CREATE TABLE " + quoted(schema, table) + " (",
                                ", PRIMARY KEY (" + PostgresNames.quoted(COLUMNS.get(0)) + ", "
                                        + PostgresNames.quoted(COLUMNS.get(1)) + "))")));
                settings.put("hindsight.table.t" + number + ".source", schema + "." + table);
                settings.put("hindsight.table.t" + number + ".target", "t" + number);
                number++;
            }
        }
        source.execute(
                "CREATE TABLE tree (id INT, region INT, v TEXT, PRIMARY KEY (id, region)) PARTITION BY LIST (region)",
                "CREATE TABLE tree_1 PARTITION OF tree FOR VALUES IN (1)",
                "CREATE TABLE tree_2 PARTITION OF tree FOR VALUES IN (2) PARTITION BY RANGE (id)",
                "CREATE TABLE tree_2_1 PARTITION OF tree_2 FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE \"Other Schema\".tree_2_2 PARTITION OF tree_2 FOR VALUES FROM (10) TO (20)",
                "INSERT INTO tree VALUES (1, 1, 'a'), (2, 2, 'b'), (12, 2, 'c')",
                "CREATE TABLE moving (id INT PRIMARY KEY, v TEXT)",
                "INSERT INTO moving VALUES (1, 'a')");
        settings.put("hindsight.table.tree.source", "public.tree");
        settings.put("hindsight.table.moving.source", "public.moving");
        insert("snapshot");
        assertThat(check()).singleElement().asString().contains("there is no publication");
        source.execute(check().get(0).replaceFirst("(?s).*?; CREATE", "CREATE"));
        assertThat(check()).isEmpty();
        pipeline = Pipeline.start(settings);
    }

    @AfterAll
    void stop() {
        pipeline.close();
        source.close();
    }

    private List<String> check() {
        return new PostgresCheck(Settings.of(settings))
                .run().stream()
                        .map(Finding::toString)
                        .filter(text -> !text.contains("max_slot_wal_keep_size is -1"))
                        .toList();
    }

    /** Some are called the same in each. */
    private static List<String> tables(String schema) {
        return schema.equals("public") ? TABLES : TABLES.subList(0, 2);
    }

    private static String quoted(String schema, String table) {
        return PostgresNames.quoted(schema) + "." + PostgresNames.quoted(table);
    }

    private void insert(String key) {
        for (var schema : SCHEMAS) {
            for (var table : tables(schema)) {
                source.execute(COLUMNS.stream()
                        .skip(2)
                        .map(column -> "'" + (schema + table + column).replace("'", "''") + "'")
                        .collect(Collectors.joining(
                                ", ", "INSERT INTO " + quoted(schema, table) + " VALUES ('" + key + "', 'é', ", ")")));
            }
        }
    }

    @Test
    void whatEachIsCalledMakesNoDifference() {
        insert("stream");
        for (var schema : SCHEMAS) {
            for (var table : tables(schema)) {
                source.execute("UPDATE " + quoted(schema, table)
                        + " SET \"ID\" = 'new key', \"a b\" = 'b' WHERE \"ID\" =" + " 'stream'");
            }
        }
        var columns =
                COLUMNS.stream().map(PostgresNames::quoted).collect(Collectors.joining(", ", "SELECT ", " FROM "));
        var number = 0;
        for (var schema : SCHEMAS) {
            for (var table : tables(schema)) {
                var target = "t" + number++;
                var rows = Rows.of(source.server(), source.name(), columns + quoted(schema, table) + " ORDER BY 1");
                await(schema + "." + table).ignoreExceptions().untilAsserted(() -> {
                    assertThat(pipeline.problems()).isEmpty();
                    assertThat(warehouse(columns + target + "_current ORDER BY 1"))
                            .hasSize(2)
                            .isEqualTo(rows);
                });
            }
        }
    }

    @Test
    void aTreeOfPartitionsIsOneTableThoughItsBranchesComeAndGo() {
        source.execute(
                "INSERT INTO tree VALUES (3, 2, 'd'), (13, 2, 'e')",
                "UPDATE tree SET region = 1 WHERE id = 13",
                "CREATE TABLE tree_3 (v TEXT, id INT NOT NULL, gone INT, region INT NOT NULL)",
                "ALTER TABLE tree_3 DROP COLUMN gone");
        if (remembers()) {
            source.execute("INSERT INTO tree_3 VALUES ('unseen', 33, 3)");
        }
        source.execute(
                "ALTER TABLE tree ATTACH PARTITION tree_3 FOR VALUES IN (3)",
                "INSERT INTO tree VALUES (34, 3, 'f')",
                "UPDATE tree_3 SET v = 'seen' WHERE id = 33",
                "ALTER TABLE tree_2 DETACH PARTITION \"Other Schema\".tree_2_2");
        if (remembers()) {
            source.execute("INSERT INTO \"Other Schema\".tree_2_2 VALUES (14, 2, 'of none')");
        }
        source.execute(
                "CREATE TABLE tree_2_3 PARTITION OF tree_2 FOR VALUES FROM (10) TO (30)",
                "INSERT INTO tree VALUES (15, 2, 'g')");
        // 12 was in the partition that was detached: no word of it is in the log
        var rows = Stream.of("1|1|a", "2|2|b", "3|2|d", "12|2|c", "13|1|e", "15|2|g", "33|3|seen", "34|3|f")
                .filter(row -> remembers() || !row.startsWith("33"))
                .toList();
        await("the tree")
                .untilAsserted(() -> assertThat(warehouse("SELECT id, region, v FROM tree_current ORDER BY id"))
                        .isEqualTo(rows));
    }

    /** The sender of version 14 goes on as if a table that it has sent rows of were where it was in the tree. */
    private boolean remembers() {
        return source.version() >= 15;
    }

    @Test
    void aTableThatIsRenamedOrMovedIsMissedAndGoesOnWhenItIsBack() {
        source.execute("ALTER TABLE moving SET SCHEMA \"Other Schema\"");
        source.execute("INSERT INTO \"Other Schema\".moving VALUES (2, 'elsewhere')");
        await("the missing table").untilAsserted(() -> assertThat(pipeline.problems())
                .singleElement()
                .asString()
                .contains("source-tables", "public.moving isn't in the source any more", "rename it back"));
        source.execute(
                "ALTER TABLE \"Other Schema\".moving SET SCHEMA public",
                "ALTER TABLE moving RENAME TO moved",
                "UPDATE moved SET v = 'b' WHERE id = 1",
                "ALTER TABLE moved RENAME TO moving",
                "INSERT INTO moving VALUES (3, 'c')");
        await("what came after it was back").untilAsserted(() -> {
            assertThat(pipeline.problems()).isEmpty();
            assertThat(warehouse("SELECT id, v FROM moving_current ORDER BY id"))
                    .contains("3|c");
        });
    }

    /** The server doesn't say so: what it would send is just what is published when it is written. */
    @Test
    void aPublicationThatLosesATableOrAnOperationIsMissed() {
        source.execute("ALTER PUBLICATION " + source.name() + " DROP TABLE moving");
        assertProblem("lacks public.moving", "ADD TABLE \"public\".\"moving\"", "hindsight check --repair");
        source.execute(
                "ALTER PUBLICATION " + source.name() + " ADD TABLE moving",
                "ALTER PUBLICATION " + source.name() + " SET (publish = 'insert, update, delete')");
        assertProblem("sends no truncate", "SET (publish =");
        source.execute(
                "ALTER PUBLICATION " + source.name() + " SET (publish = 'insert, update, delete, truncate')",
                "ALTER PUBLICATION " + source.name() + " SET (publish_via_partition_root = false)");
        assertProblem("as those of its partitions", "publish_via_partition_root = true");
        source.execute("ALTER PUBLICATION " + source.name() + " SET (publish_via_partition_root = true)");
        await("the mended publication")
                .untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
    }

    private void assertProblem(String... words) {
        await(words[0]).atMost(SOON).untilAsserted(() -> assertThat(pipeline.problems())
                .anySatisfy(
                        problem -> assertThat(problem).contains("source-tables").contains(words)));
    }

    private List<String> warehouse(String sql) {
        return Rows.of(Pipeline.server("postgres"), source.name(), sql);
    }
}
