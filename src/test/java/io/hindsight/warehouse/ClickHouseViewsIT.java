package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.Batch;
import io.hindsight.history.Row;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients get of a change_seq, so that it can be joined with PostgreSQL's: text, in every view. */
class ClickHouseViewsIT {

    private static final Engine ENGINE = new Engine(TestServers.clickHouse(), Unique.name("views"));
    private static final String SEQ = new BinlogOffset("binlog.000001", 4).changeSeq(0, 0);

    @Test
    void aChangesPlaceIsText() {
        var history = kept("people", KeepMode.HISTORY);
        for (var view : List.of("people", "people_current", "people_versions")) {
            isText(history, view);
        }
        isText(kept("latest", KeepMode.CURRENT), "latest");
    }

    /** Those that an earlier version made are made anew, over the same rows. */
    @Test
    void soItIsInTheViewsOfAnEarlierVersion() throws SQLException {
        var history = kept("earlier", KeepMode.HISTORY);
        try (var statement = history.connection().createStatement()) {
            statement.execute("CREATE OR REPLACE VIEW earlier AS SELECT id, name, city, effective_start_ts,"
                    + " effective_end_ts, is_current, op_type, change_seq FROM earlier_rows FINAL");
        }
        isText(kept("earlier", KeepMode.HISTORY), "earlier");
    }

    private static KeptTable kept(String target, KeepMode keep) {
        var table = new KeptTable(ENGINE, TestTables.people(target, keep));
        var row = new Row('c', Instant.EPOCH, SEQ, Arrays.<Object>asList(1L, "Ann", "Ulm"), null);
        table.apply(new Batch(List.of(row), List.of(), List.of()));
        return table;
    }

    private static void isText(KeptTable table, String view) {
        assertThat(table.query("SELECT toTypeName(change_seq), change_seq FROM " + view))
                .containsExactly("String|" + SEQ);
        assertThat(table.query("SELECT count(*) FROM " + view + " WHERE change_seq = '" + SEQ + "'"))
                .containsExactly("1");
    }
}
