package io.hindsight.demo;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A history is spoilt in one way after another, for one asset each; what is spoilt stays so and hides nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementIT {

    private static final int ASSETS = 20;

    private final String database = Unique.name("agreement");
    private final Store source = Store.mySql(TestServers.mySql(), database);
    private final Store clickHouse = Store.clickHouse(TestServers.clickHouse(), database);
    private final Store postgreSql = Store.postgreSql(TestServers.postgres(), database);

    @BeforeAll
    void keepAHistory() throws Exception {
        Shop.create(source);
        Shop.createDatabase(clickHouse);
        Shop.createDatabase(postgreSql);
        var settings = Shop.settings(
                source, TestServers.kafka().bootstrapServers(), database, List.of(clickHouse, postgreSql));
        var ending = new Ending(System.out);
        try (var pipeline = Pipeline.start(settings);
                var gauges = new Gauges(source, List.of(clickHouse, postgreSql))) {
            assertThat(CaptureProgress.awaitStreaming(database, ending, Duration.ofSeconds(60)))
                    .isTrue();
            for (var id = 1; id <= ASSETS; id++) {
                sql(source, "INSERT INTO item_assets VALUES (" + id + ", 1, 'Oak Bow', NOW(6))");
                sql(source, "UPDATE item_assets SET owner_id = 2, registered_at = NOW(6) WHERE id = " + id);
                sql(source, "UPDATE item_assets SET asset_info = NULL, registered_at = NOW(6) WHERE id = " + id);
            }
            // what else may happen to a row, which must agree too
            sql(source, "UPDATE item_assets SET owner_id = 2 WHERE id = 20");
            sql(source, "UPDATE item_assets SET id = 21 WHERE id = 20");
            sql(source, "UPDATE item_assets SET registered_at = '2020-01-01 00:00:00' WHERE id = 21");
            sql(source, "UPDATE item_assets SET owner_id = NULL, registered_at = NULL WHERE id = 19");
            sql(source, "DELETE FROM item_assets WHERE id = 18");
            sql(source, "INSERT INTO item_assets VALUES (18, 3, 'Oak Bow', NOW(6))");
            await().until(() -> gauges.read().complete());
            assertThat(pipeline.problems()).isEmpty();
        }
        assertThat(Agreement.between(source, clickHouse)).hasToString(agreed());
        assertThat(Agreement.between(source, postgreSql)).hasToString(agreed());
    }

    private static String agreed() {
        return "source and history agree: 20 rows, 66 changes, 0 differences";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1  | DELETE FROM h WHERE source_id = 1 | MySQL's row is (2, null,
            2  | DELETE FROM h WHERE source_id = 2 AND effective_end_ts IS NULL | recorded 3 changes, the history has 2
            3  | DELETE FROM h WHERE source_id = 3 AND op_type = 'c' | change 1 is c
            4  | UPDATE h SET asset_info = '' WHERE source_id = 4 AND is_current | the open version (2, ,
            5  | UPDATE h SET owner_id = 7 WHERE source_id = 5 AND op_type = 'c' | change 1 is c
            6  | UPDATE h SET op_type = 'u' WHERE source_id = 6 AND op_type = 'c' | change 1 is c
            7  | UPDATE h SET source_id = 70 WHERE source_id = 7 | MySQL's row is (2, null,
            8  | UPDATE h SET is_current = true WHERE source_id = 8 | 3 versions are open
            9  | UPDATE h SET is_current = false WHERE source_id = 9 | is open but not marked as current
            10 | UPDATE h SET effective_end_ts = NULL WHERE source_id = 10 | (an overlap)
            11 | UPDATE h SET effective_end_ts = effective_end_ts - MICRO WHERE source_id = 11 | (a gap)
            12 | UPDATE h SET effective_end_ts = effective_end_ts + MICRO WHERE source_id = 12 | (an overlap)
            13 | UPDATE h SET effective_start_ts = effective_start_ts + MICRO WHERE source_id = 13 | starts at
            14 | UPDATE h SET registered_at = registered_at + MICRO WHERE source_id = 14 | MySQL's row is
            """)
    void whatIsSpoiltIsFound(int asset, String spoil, String words) throws Exception {
        sql(postgreSql, spoil.replace(" h ", " item_asset_history ").replace("MICRO", "INTERVAL '1 microsecond'"));

        assertThat(found(postgreSql, asset)).isNotEmpty().anyMatch(difference -> difference.contains(words));

        // a table can be spoilt no further by what the engine keys by
        var inClickHouse = spoil.replaceFirst("UPDATE h SET (.*) WHERE", "ALTER TABLE h UPDATE $1 WHERE")
                .replaceFirst("DELETE FROM h", "ALTER TABLE h DELETE")
                .replace(" h ", " item_asset_history_rows ")
                .replace("MICRO", "INTERVAL 1 MICROSECOND");
        if (!spoil.contains("SET source_id")) {
            sql(clickHouse, inClickHouse + " SETTINGS mutations_sync = 1");
            assertThat(found(clickHouse, asset)).isNotEmpty().anyMatch(difference -> difference.contains(words));
        }
    }

    @Test
    void aRowThatMySqlDoesNotHaveIsFound() throws Exception {
        sql(postgreSql, "INSERT INTO item_asset_history VALUES (90, 1, 'Oak Bow', NULL, now(), NULL, true, 'c', '00')");
        assertThat(found(postgreSql, 90)).anyMatch(difference -> difference.contains("MySQL's row is missing"));
    }

    @Test
    void aChangeThatIsThereTwiceIsFound() throws Exception {
        sql(
                postgreSql,
                "INSERT INTO item_asset_history SELECT source_id, owner_id, asset_info, registered_at,"
                        + " effective_start_ts, effective_end_ts, is_current, op_type, rpad(change_seq, 31, '0') || 'f'"
                        + " FROM item_asset_history WHERE source_id = 15 AND op_type = 'c'");
        assertThat(found(postgreSql, 15)).anyMatch(difference -> difference.contains("the history has 4"));
    }

    private List<String> found(Store warehouse, int asset) throws Exception {
        return Agreement.between(source, warehouse, Integer.MAX_VALUE).first().stream()
                .filter(difference -> difference.startsWith(warehouse.name() + ", asset " + asset + ":"))
                .toList();
    }

    private static void sql(Store store, String sql) throws Exception {
        try (var connection = store.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
