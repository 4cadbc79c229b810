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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How many rows a batch reads of what is kept, on the MySQL in StarRocks' place: no more where there is ten times as much. */
class StarRocksStandInRowsReadIT {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BATCH = 1_500;

    @Test
    void aBatchOfAHistoryReadsAsMuchOfALargeOne() throws SQLException {
        var small = read(KeepMode.HISTORY, 2_000, 5);
        assertThat(read(KeepMode.HISTORY, 20_000, 5)).as("ten times the keys").isLessThan(small * 11 / 10);
        assertThat(read(KeepMode.HISTORY, 2_000, 50))
                .as("ten times the versions of each")
                .isLessThan(small * 11 / 10);
    }

    @Test
    void aBatchOfTheLatestRowsReadsAsMuchOfALargeTable() throws SQLException {
        assertThat(read(KeepMode.CURRENT, 20_000, 1)).isLessThan(read(KeepMode.CURRENT, 2_000, 1) * 11 / 10);
    }

    /** Rows read for a batch of changes of as many keys, some of them new, and for the same batch once more. */
    private static long read(KeepMode keep, int keys, int versions) throws SQLException {
        var engine = new Engine(TestServers.starRocks(), Unique.name("reading"));
        var table = new KeptTable(engine, TestTables.people("people", keep));
        fill(engine, keep, keys, versions);
        var later = keys * versions + 1L;
        var rows = LongStream.range(keys - BATCH + 100, keys + 100)
                .mapToObj(key -> new Row(
                        'u',
                        START.plusSeconds(later + key),
                        new BinlogOffset("binlog.000009", later + key).changeSeq(0, 0),
                        Arrays.<Object>asList(key, "name", "city"),
                        null))
                .toList();
        var before = reads(table);
        table.apply(new Batch(rows, List.of(), List.of()));
        table.apply(new Batch(rows, List.of(), List.of()));
        var read = reads(table) - before;
        var kept =
                switch (keep) {
                    case HISTORY -> "SELECT count(*), CAST(sum(is_current) AS signed) FROM people";
                    case CURRENT -> "SELECT count(*), count(DISTINCT id) FROM people";
                };
        var versionsThere = keep == KeepMode.HISTORY ? keys * versions + BATCH : keys + 100;
        assertThat(table.query(kept)).containsExactly(versionsThere + "|" + (keys + 100));
        return read;
    }

    private static long reads(KeptTable table) {
        return table.query("SHOW SESSION STATUS LIKE 'Handler_read%'").stream()
                .mapToLong(status -> Long.parseLong(status.replaceFirst(".*\\|", "")))
                .sum();
    }

    /** The versions of each key follow each other by a second. */
    private static void fill(Engine engine, KeepMode keep, int keys, int versions) throws SQLException {
        var numbers = " FROM (WITH RECURSIVE few AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM few WHERE n < 999)"
                + " SELECT one.n * 1000 + other.n AS n FROM few AS one CROSS JOIN few AS other WHERE one.n < "
                + keys * versions / 1_000 + ") AS numbers";
        var start = "timestamp('2026-01-01') + INTERVAL n SECOND";
        var key = "n DIV " + versions;
        var last = "n % " + versions + " = " + (versions - 1);
        try (var statement = engine.connection().createStatement()) {
            statement.execute(
                    switch (keep) {
                        case HISTORY -> "INSERT INTO people (id, name, city, effective_start_ts, effective_end_ts,"
                                + " is_current, op_type, change_seq) SELECT " + key + ", 'name', 'city', " + start
                                + ", IF(" + last + ", NULL, " + start + " + INTERVAL 1 SECOND), " + last + ", 'u', n"
                                + numbers;
                        case CURRENT -> "INSERT INTO people_rows (id, name, city, commit_ts, change_seq, is_deleted)"
                                + " SELECT " + key + ", 'name', 'city', " + start + ", n, false" + numbers;
                    });
            statement.execute("ANALYZE TABLE " + engine.dialect.rows(TestTables.people("people", keep)));
        }
    }
}
