package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.Batch;
import io.hindsight.history.Row;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClickHouseHistoryAnswersIT extends HistoryAnswers {

    private static final KeptTable TABLE = streets(new Engine(TestServers.clickHouse(), Unique.name("answers")));

    @Override
    KeptTable table() {
        return TABLE;
    }

    /** The driver takes a time for one of a day, and a text for what it is. */
    @Test
    void aTimeIsShownAsItIsAndNotAsOneOfADay() {
        var times = times();
        var kept = new KeptTable(TABLE.engine(), times);
        kept.empty();
        var rows = new ArrayList<Row>();
        for (var time : List.of(Duration.parse("PT-12H-1.5S"), Duration.parse("PT838H59M59S"))) {
            rows.add(new Row(
                    rows.isEmpty() ? 'c' : 'u',
                    Instant.EPOCH.plusSeconds(rows.size()),
                    new BinlogOffset("binlog.000001", rows.size() + 1).changeSeq(0, 0),
                    List.of(1L, time),
                    null));
        }
        kept.apply(new Batch(rows, List.of(), List.of()));
        var versions = new HistoryQuestions(TABLE.engine().dialect, times).versions(List.of("1"), Optional.empty(), 9);
        assertThat(kept.query(versions.text()))
                .extracting(row -> row.split("\\|")[1])
                .containsExactly("838:59:59.0", "-12:00:01.5");
    }

    private static CapturedTable times() {
        var people = TestTables.people("times", KeepMode.HISTORY);
        return new CapturedTable(
                people.declaration(),
                people.sourceColumns(),
                List.of(
                        new Column("id", "id", new ColumnType.Whole(64, true), false, true, false),
                        new Column("t", "t", new ColumnType.Time(ColumnType.TypeKind.TIME, 1), true, false, true)));
    }
}
