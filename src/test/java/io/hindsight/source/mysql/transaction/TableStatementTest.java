package io.hindsight.source.mysql.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import io.debezium.relational.TableId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableStatementTest {

    private static final TableId ITEMS = new TableId("shop", null, "items");

    private static Optional<TableStatement> of(String database, String sql) {
        return TableStatement.inPlaceOfRows(event(database, sql));
    }

    private static Optional<TableStatement> ofPartitions(String sql) {
        return TableStatement.ofWholePartitions(event("shop", sql));
    }

    private static Event event(String database, String sql) {
        var query = new QueryEventData();
        query.setDatabase(database);
        query.setSql(sql);
        return new Event(new EventHeaderV4(), query);
    }

    @Test
    void statementsThatChangeRowsAreToldFromOthers() {
        assertThat(of("shop", "UPDATE items SET v = 1")).isPresent();
        assertThat(of("shop", " /* a */ /* b */insert into items values (1)")).isPresent();
        assertThat(of("shop", "SET STATEMENT max_statement_time=1 FOR DELETE FROM items"))
                .isPresent();
        assertThat(of("shop", "WITH old AS (SELECT 1) DELETE FROM items")).isPresent();
        assertThat(of("shop", "BEGIN")).isEmpty();
        assertThat(of("shop", "ALTER TABLE items ADD inserted INT COMMENT 'by INSERT'"))
                .isEmpty();
        assertThat(of("shop", "/* x */ ".repeat(2_000) + "CREATE TABLE t (id INT)"))
                .isEmpty();
    }

    @Test
    void tablesAreNamedByWholeWords() {
        assertThat(of("shop", "UPDATE `Items` SET v = 1").orElseThrow().names(ITEMS))
                .isTrue();
        assertThat(of("other", "UPDATE shop.items SET v = 1").orElseThrow().names(ITEMS))
                .isTrue();
        assertThat(of("shop", "UPDATE order_items SET items$ = 1").orElseThrow().names(ITEMS))
                .isFalse();
        assertThat(of("other", "UPDATE items SET v = 1").orElseThrow().names(ITEMS))
                .isFalse();
    }

    @Test
    void statementsThatChangeRowsByPartitionsAreToldFromOthers() {
        assertThat(ofPartitions("ALTER TABLE items TRUNCATE PARTITION p1")).isPresent();
        assertThat(ofPartitions("alter /* x */ table items drop\n-- y\n partition p1, p2"))
                .isPresent();
        assertThat(ofPartitions("ALTER TABLE items /*!50100 DROP PARTITION p1 */"))
                .isPresent();
        assertThat(ofPartitions("ALTER TABLE items EXCHANGE PARTITION p1 WITH TABLE old"))
                .hasValueSatisfying(statement -> assertThat(statement.names(new TableId("shop", null, "old")))
                        .isTrue());
        assertThat(ofPartitions("ALTER TABLE items CONVERT PARTITION p1 TO TABLE old"))
                .isPresent();
        assertThat(ofPartitions("ALTER TABLE items CONVERT TABLE old TO PARTITION p1 VALUES LESS THAN (9)"))
                .isPresent();
        assertThat(ofPartitions("ALTER TABLE items IMPORT TABLESPACE")).isPresent();
        assertThat(ofPartitions("ALTER IGNORE TABLE items ADD UNIQUE (v)")).isPresent();
        assertThat(ofPartitions("ALTER TABLE items REORGANIZE PARTITION p1 INTO (PARTITION p1 VALUES LESS THAN (9))"))
                .isEmpty();
        assertThat(ofPartitions("ALTER TABLE items ADD PARTITION (PARTITION p1 VALUES LESS THAN (9))"))
                .isEmpty();
        assertThat(ofPartitions("TRUNCATE TABLE items")).isEmpty();
    }
}
