package io.hindsight.reconcile;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Difference.Disagreement;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.KeepMode;
import io.hindsight.table.Key;
import io.hindsight.testing.LakeViews;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.iceberg.LakeDamage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source and warehouses are compared while the source is written to; in StarRocks' place is what stands in for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconciliationIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres", "starrocks", Pipeline.LAKE);

    private final String name = Unique.name("compared");
    private Map<String, String> properties;
    private Pipeline pipeline;

    @BeforeAll
    void startPipeline() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".items (id BIGINT PRIMARY KEY, v VARCHAR(50), price DECIMAL(10,2),"
                                + " ratio DOUBLE)",
                        "INSERT INTO " + name + ".items SELECT n, CONCAT('v', n), n / 10, n / 3 FROM (WITH RECURSIVE"
                                + " s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 900) SELECT n FROM s) AS t",
                        "CREATE TABLE " + name + ".codes (code VARCHAR(20), part INT, v VARCHAR(50),"
                                + " PRIMARY KEY (code, part))",
                        "INSERT INTO " + name + ".codes SELECT CONCAT(IF(id % 2, 'ä', 'Z'), id), id, v FROM " + name
                                + ".items");
        for (var warehouse : WAREHOUSES.subList(0, 3)) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
        }
        properties = Pipeline.settings(name, WAREHOUSES);
        properties.put("hindsight.table.items.source", name + ".items");
        properties.put("hindsight.table.codes.source", name + ".codes");
        properties.put("hindsight.table.codes.keep", "current");
        properties.put("hindsight.table.codes.rename", "code:item_code");
        properties.put("hindsight.check.chunk-size", "100");
        pipeline = Pipeline.start(properties);
        for (var warehouse : WAREHOUSES) {
            await().ignoreExceptions()
                    .until(() -> count(warehouse, "items_current") == 900 && count(warehouse, "codes") == 900);
        }
    }

    @AfterAll
    void stopPipeline() {
        pipeline.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres", "starrocks", Pipeline.LAKE})
    void differencesAreFoundAndNothingElseWhileTheSourceIsWrittenTo(String warehouse) throws Exception {
        var at = 100 * (1 + WAREHOUSES.indexOf(warehouse));
        damage(warehouse, at);
        var writing = new AtomicBoolean(true);
        var writer = new Thread(() -> write(writing, at + 50));
        writer.start();
        try {
            var items = compare("items", warehouse);
            assertThat(items.keys(Disagreement.MISSING)).containsExactly(key(at + 1));
            assertThat(items.keys(Disagreement.EXTRA)).containsExactly(key(at + 10_000));
            assertThat(items.keys(Disagreement.DIFFERENT)).containsExactlyInAnyOrder(key(at + 2), key(at + 3));
            assertThat(items.broken())
                    .containsExactlyInAnyOrder(
                            new TableReport.Broken(key(at + 4), "is_current and effective_end_ts disagree"),
                            new TableReport.Broken(key(at + 5), "a version ends before it starts"));
            assertThat(items.incomplete()).isEmpty();
            var codes = compare("codes", warehouse);
            assertThat(codes.keys(Disagreement.MISSING)).containsExactly(code(at + 1));
            assertThat(codes.keys(Disagreement.EXTRA)).containsExactly(new Key(List.of("nobody's", "7")));
            assertThat(codes.keys(Disagreement.DIFFERENT)).containsExactly(code(at + 2));
            assertThat(codes.broken()).isEmpty();
        } finally {
            writing.set(false);
            writer.join();
        }
    }

    private TableReport compare(String table, String warehouse) throws Exception {
        var settings = Settings.of(properties);
        try (var reconciliation = new Reconciliation(settings)) {
            var captured = SourceTables.once(settings).values().stream()
                    .filter(each -> each.declaration().name().equals(table))
                    .findFirst()
                    .orElseThrow();
            return reconciliation.compare(captured, settings.warehouse(warehouse));
        }
    }

    private void damage(String warehouse, int at) throws Exception {
        if (warehouse.equals(Pipeline.LAKE)) {
            damageLake(at);
            return;
        }
        var items = warehouse.equals("clickhouse") ? "items_rows" : "items";
        var seq = "'" + "0".repeat(31) + "1'";
        // a history that ends before it starts is one of a key that is gone from source and warehouse alike
        for (var sql : List.of(
                "DELETE FROM " + items + " WHERE id = " + (at + 1),
                set(warehouse, items, "v = 'other'", at + 2),
                set(warehouse, items, "ratio = 0.125", at + 3),
                set(warehouse, items, "effective_end_ts = '2100-01-01 00:00:00'", at + 4),
                "INSERT INTO " + items + " (id, v, effective_start_ts, is_current, op_type, change_seq"
                        + (warehouse.equals("clickhouse") ? ", known_changes" : "") + ") VALUES (" + (at + 10_000)
                        + ", 'nobody', '2020-01-01 00:00:00', true, 'c', " + seq
                        + (warehouse.equals("clickhouse") ? ", 1" : "") + ")",
                "INSERT INTO " + items
                        + " (id, v, effective_start_ts, effective_end_ts, is_current, op_type, change_seq"
                        + (warehouse.equals("clickhouse") ? ", known_changes" : "") + ") VALUES (" + (at + 5)
                        + ", 'x', '2020-01-02 00:00:00', '2020-01-01 00:00:00', false, 'd', " + seq
                        + (warehouse.equals("clickhouse") ? ", 1" : "") + ")",
                "DELETE FROM codes_rows WHERE part = " + (at + 1),
                set(warehouse, "codes_rows", "v = 'other'", at + 2).replace("id =", "part ="),
                "INSERT INTO codes_rows (item_code, part, v, commit_ts, change_seq, is_deleted) VALUES ('nobody''s', 7, 'x',"
                        + " '2020-01-01 00:00:00', " + seq + ", false)")) {
            try (var connection = Pipeline.server(warehouse).connect(name);
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private void damageLake(int at) {
        var settings = Settings.of(properties);
        var lake = settings.warehouse(Pipeline.LAKE).lake().orElseThrow();
        for (var declared : settings.tables()) {
            var isHistory = declared.keep() == KeepMode.HISTORY;
            // the writer may have just committed
            await().ignoreExceptions().until(() -> {
                LakeDamage.alter(
                        lake.load(declared), isHistory ? rows -> damageItems(rows, at) : rows -> damageCodes(rows, at));
                return true;
            });
        }
    }

    private static void damageItems(List<Map<String, Object>> rows, long at) {
        rows.removeIf(row -> row.get("id").equals(at + 1));
        for (var row : List.copyOf(rows)) {
            if (row.get("id").equals(at + 2)) {
                row.put("v", "other");
            } else if (row.get("id").equals(at + 3)) {
                row.put("ratio", 0.125);
            } else if (row.get("id").equals(at + 4)) {
                row.put("is_current", false);
            } else if (row.get("id").equals(at + 6)) {
                rows.add(version(row, at + 10_000, null));
                rows.add(version(row, at + 5, 1_000_000L));
            }
        }
    }

    private static Map<String, Object> version(Map<String, Object> like, long id, Long end) {
        var version = new HashMap<>(like);
        version.put("id", id);
        version.put("effective_start_ts", 2_000_000L);
        version.put("effective_end_ts", end);
        version.put("is_current", end == null);
        version.put("change_seq", "0".repeat(31) + "1");
        return version;
    }

    private static void damageCodes(List<Map<String, Object>> rows, int at) {
        rows.removeIf(row -> row.get("part").equals(at + 1));
        for (var row : List.copyOf(rows)) {
            if (row.get("part").equals(at + 2)) {
                row.put("v", "other");
            } else if (row.get("part").equals(at + 6)) {
                var another = new HashMap<>(row);
                another.putAll(Map.of("item_code", "nobody's", "part", 7, "change_seq", "0".repeat(31) + "1"));
                rows.add(another);
            }
        }
    }

    private static String set(String warehouse, String table, String what, int id) {
        return warehouse.equals("clickhouse")
                ? "ALTER TABLE " + table + " UPDATE " + what + " WHERE id = " + id + " SETTINGS mutations_sync = 1"
                : "UPDATE " + table + " SET " + what + " WHERE id = " + id;
    }

    /** Changes a few keys over and over, inserts and deletes others. */
    private void write(AtomicBoolean writing, int from) {
        for (var n = 0; writing.get(); n++) {
            var id = from + n % 5;
            TestServers.mySql()
                    .execute(
                            "UPDATE " + name + ".items SET v = 'w" + n + "' WHERE id = " + id,
                            "UPDATE " + name + ".codes SET v = 'w" + n + "' WHERE part = " + id,
                            "INSERT INTO " + name + ".items (id) VALUES (" + (from + 20_000 + n) + ")",
                            "DELETE FROM " + name + ".items WHERE id = " + (from + 20_000 + n - 3));
        }
    }

    private static Key key(int id) {
        return new Key(List.of(String.valueOf(id)));
    }

    private static Key code(int id) {
        return new Key(List.of((id % 2 == 1 ? "ä" : "Z") + id, String.valueOf(id)));
    }

    private long count(String warehouse, String table) {
        var sql = "SELECT count(*) FROM " + table;
        return Long.parseLong(Rows.of(
                        Pipeline.server(warehouse),
                        name,
                        warehouse.equals(Pipeline.LAKE) ? LakeViews.asked(name, sql) : sql)
                .get(0));
    }
}
