package io.hindsight.reconcile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import io.hindsight.table.RowText;
import io.hindsight.warehouse.CapturedTables;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.StarRocksGrammar;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** StarRocks' own grammar, and its rules, take every statement that check and reconcile send. */
class StarRocksComparisonTest {

    private static final String READ = "read";

    private static final Dialect STAR_ROCKS =
            WarehouseKind.ofUrl("jdbc:mysql://localhost:9030/dw").orElseThrow().dialect(new Layout(8, 3));

    @Provide
    Arbitrary<CapturedTable> tables() {
        return CapturedTables.any()
                .filter(table -> STAR_ROCKS.misfits(table).isEmpty()
                        && table.keys().stream().noneMatch(RowText::isComparedAsValue));
    }

    @Property(tries = 50)
    void everyStatementIsOneThatStarRocksCanRead(@ForAll("tables") CapturedTable table) {
        var compared = ComparedTable.warehouse(reading(), STAR_ROCKS, table);
        var key = new Key(Collections.nCopies(table.keys().size(), "1"));
        for (var statement : List.<ThrowingCallable>of(
                () -> compared.sum(new Range(key, key)),
                () -> compared.sum(new Range(null, null)),
                () -> compared.rows(new Range(key, null)),
                () -> compared.rows(List.of(key)),
                () -> compared.rows(List.of(key, key, key)),
                () -> compared.boundary(key, 1_000),
                () -> compared.keysAfter(null, 1_000),
                () -> compared.lastChanges(List.of(key, key)))) {
            assertThatThrownBy(statement).isInstanceOf(SQLException.class).hasMessage(READ);
        }
    }

    /** A connection that reads a statement by the grammar, and doesn't get further. */
    private static Connection reading() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    StarRocksGrammar.parse((String) given[0]);
                    throw new SQLException(READ);
                });
    }
}
