package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hindsight.history.Batch;
import io.hindsight.history.Row;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the largest batch costs this program until it is in the stage, with the MySQL in StarRocks' place. */
class StarRocksStandInStagingIT {

    private static final long MOST_BYTES = 64L << 20;

    private final KeptTable table = new KeptTable(
            new Engine(TestServers.starRocks(), Unique.name("staging")), TestTables.people("people", KeepMode.HISTORY));

    @Test
    void tenThousandRowsAreOneStatement() {
        var batch = new Batch(rows(), List.of(), List.of());
        var before = statements();
        var memory = allocated();
        table.stage(batch, "one");
        assertThat(allocated() - memory).isLessThan(MOST_BYTES);
        assertThat(statements() - before).isEqualTo(1);
        assertThat(
                        table.query(
                                "SELECT count(*), count(DISTINCT name), min(name), count(DISTINCT change_seq) FROM people_stage"))
                .containsExactly("10000|10000|a \"name\" of some length: \\ 0|10000");
    }

    private static List<Row> rows() {
        return LongStream.range(0, 10_000)
                .mapToObj(key -> new Row(
                        'u',
                        Instant.EPOCH.plusSeconds(key),
                        new BinlogOffset("binlog.000009", 100 + key).changeSeq(0, 0),
                        Arrays.<Object>asList(key, "a \"name\" of some length: \\ " + key, "city ".repeat(10)),
                        null))
                .toList();
    }

    private long statements() {
        return table.query("SHOW SESSION STATUS LIKE 'Com_insert_select'").stream()
                .mapToLong(status -> Long.parseLong(status.replaceFirst(".*\\|", "")))
                .sum();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
