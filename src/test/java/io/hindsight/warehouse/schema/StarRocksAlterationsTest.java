package io.hindsight.warehouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.CapturedTables;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.StarRocksGrammar;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** StarRocks' own grammar reads every statement by which any kept table can be altered. */
class StarRocksAlterationsTest {

    private static final Dialect STAR_ROCKS =
            WarehouseKind.ofUrl("jdbc:mysql://localhost:9030/dw").orElseThrow().dialect(new Layout(8, 3));

    @Provide
    Arbitrary<CapturedTable> tables() {
        return CapturedTables.any();
    }

    @Property(tries = 150)
    void everyAlterationIsOneThatStarRocksCanRead(@ForAll("tables") CapturedTable table) {
        var kept = STAR_ROCKS.misfits(table).isEmpty();
        if (kept) {
            assertThat(alterations(table)).allSatisfy(StarRocksGrammar::parse);
        }
        Statistics.label("tables").collect(kept);
        Statistics.label("tables").coverage(coverage -> coverage.check(true).percentage(percent -> percent > 10));
    }

    /** What follows when the source's table is altered, and what is said for a person to do. */
    private static List<String> alterations(CapturedTable table) {
        var statements = new ArrayList<String>();
        for (var column : table.values()) {
            var type = STAR_ROCKS.type(column);
            statements.add(Alteration.add(STAR_ROCKS, table, "t", column, type).sql());
            statements.add(
                    Alteration.widen(STAR_ROCKS, table, "t", column, type).sql());
        }
        statements.addAll(new TableCopy(STAR_ROCKS, table, List.of("change_seq")).statements(table));
        return statements;
    }
}
