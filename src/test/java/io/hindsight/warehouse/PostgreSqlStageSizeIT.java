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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How large PostgreSQL's stage gets: what comes between two vacuums, however many batches go through it. */
class PostgreSqlStageSizeIT {

    private static final int BATCH = 1_000;
    private static final int BATCHES = 50;
    private static final int VACUUMS = 5;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final KeptTable table = new KeptTable(
            new Engine(TestServers.postgres(), Unique.name("stage")), TestTables.people("people", KeepMode.HISTORY));

    @BeforeAll
    static void vacuumOften() {
        TestServers.postgres().execute("ALTER SYSTEM SET autovacuum_naptime = '1s'", "SELECT pg_reload_conf()");
    }

    @AfterAll
    static void vacuumAsUsual() {
        TestServers.postgres().execute("ALTER SYSTEM RESET autovacuum_naptime", "SELECT pg_reload_conf()");
    }

    @Test
    void staysBounded() {
        var batches = 0;
        var ofOneBatch = 0L;
        while (batches < BATCHES || number("autovacuum_count FROM pg_stat_user_tables WHERE relname =") < VACUUMS) {
            table.apply(batch(batches++));
            ofOneBatch = batches == 1 ? size() : ofOneBatch;
            assertThat(batches).as("batches without %s vacuums", VACUUMS).isLessThan(100 * BATCHES);
        }
        assertThat(size()).isLessThan(batches * ofOneBatch / 2);
        assertThat(table.query("SELECT count(*) FROM people_stage")).containsExactly("0");
    }

    /** As of a version that made none. */
    @Test
    void aStageWithoutAnIndexGetsOne() throws SQLException {
        var engine = table.engine();
        var people = TestTables.people("people_of_a_table_with_a_name_that_is_as_long_as_it_may_be", KeepMode.HISTORY);
        var indexes = "SELECT indexname FROM pg_indexes WHERE tablename LIKE 'people_of%_st%'";
        var made = new KeptTable(engine, people).query(indexes);
        try (var statement = engine.connection().createStatement()) {
            statement.execute("DROP INDEX " + made.get(0));
        }
        new KeptTable(engine, people);
        assertThat(new KeptTable(engine, people).query(indexes)).isEqualTo(made).hasSize(1);
    }

    private long size() {
        return number("pg_total_relation_size(oid) FROM pg_class WHERE relname =");
    }

    private long number(String what) {
        return Long.parseLong(table.query("SELECT " + what + " 'people_stage'").get(0));
    }

    /** New keys in the first, and changes of them in the others. */
    private static Batch batch(int number) {
        var rows = LongStream.range(0, BATCH)
                .mapToObj(key -> new Row(
                        number == 0 ? 'c' : 'u',
                        START.plusSeconds(number),
                        new BinlogOffset("binlog.000001", number).changeSeq(0, key),
                        Arrays.<Object>asList(key, "name" + number, "city"),
                        null))
                .toList();
        return new Batch(rows, List.of(), List.of());
    }
}
