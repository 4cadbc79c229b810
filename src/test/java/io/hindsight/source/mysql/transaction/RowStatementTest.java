package io.hindsight.source.mysql.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import io.debezium.relational.TableId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowStatementTest {

    private static final TableId ITEMS = new TableId("shop", null, "items");

    private static Optional<RowStatement> of(String database, String sql) {
        var query = new QueryEventData();
        query.setDatabase(database);
        query.setSql(sql);
        return RowStatement.of(new Event(new EventHeaderV4(), query));
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
}
