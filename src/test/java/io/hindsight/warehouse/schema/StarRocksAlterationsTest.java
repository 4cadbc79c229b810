package io.hindsight.warehouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.CapturedTables;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.KeptComments;
import io.hindsight.warehouse.KeptComments.Comment;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.SqlTemplate;
import io.hindsight.warehouse.StarRocksGrammar;
import io.hindsight.warehouse.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** StarRocks' own grammar reads every statement by which any kept table can be altered. */
class StarRocksAlterationsTest {

    private static final Dialect STAR_ROCKS =
            WarehouseKind.ofUrl("jdbc:mysql://localhost:9030/dw").orElseThrow().dialect(new Layout(8, 3));

    private static final String SAID = "it's \\ \"said\"";

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

    @ParameterizedTest
    @CsvSource({
        "int, 'decimal(12, 0)'",
        "bigint, 'decimal(20, 2)'",
        "largeint, 'decimal(38, 2)'",
        "tinyint, 'decimal(5, 2)'",
        "double, 'decimal(20, 2)'",
        "boolean, varchar(272)",
        "boolean, bigint",
        "date, varchar(272)",
        "datetime, varchar(272)",
        "varbinary, varchar(1048576)",
        "bigint, int"
    })
    void whatItNeverTakesIsKnownBefore(String from, String to) {
        assertThat(STAR_ROCKS.widens(from, to)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "int, bigint",
        "tinyint, smallint",
        "bigint, largeint",
        "float, double",
        "largeint, varchar(272)",
        "'decimal(10, 2)', 'decimal(12, 2)'",
        "'decimal(10, 2)', varchar(272)",
        "date, datetime",
        "varchar(40), varchar(80)"
    })
    void whatItTakesIsAltered(String from, String to) {
        assertThat(STAR_ROCKS.widens(from, to)).isTrue();
    }

    /** A clause of its own, that is metadata alone, came to 3.3 and later after the grammar that is here. */
    @Test
    void aColumnsCommentComesWithoutItsType() {
        assertThat(new KeptComments(STAR_ROCKS, null).statement(new Comment("t", "TABLE", "c", ""), SAID))
                .isEqualTo("ALTER TABLE `t` MODIFY COLUMN `c` COMMENT 'it''s \\\\ \"said\"'");
    }

    /** Privileges are of a table or view itself: what is altered must not be made anew, or change its name. */
    @Property(tries = 50)
    void nothingThatTheProgramDoesTakesAwayWhatIsGranted(@ForAll("tables") CapturedTable table) {
        var statements = new ArrayList<String>();
        for (var column : table.values()) {
            var type = STAR_ROCKS.type(column);
            statements.add(Alteration.add(STAR_ROCKS, table, "t", column, type).sql());
            statements.add(
                    Alteration.widen(STAR_ROCKS, table, "t", column, type).sql());
        }
        statements.addAll(Statements.of(STAR_ROCKS, table).views());
        assertThat(statements).allSatisfy(sql -> assertThat(sql)
                .doesNotContainPattern("(?i)\\b(DROP|SWAP|RENAME)\\b")
                .containsPattern("(?m)^(ALTER TABLE|CREATE OR REPLACE VIEW) "));
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
        statements.addAll(Alteration.together(STAR_ROCKS, "t", statements));
        var comments = new KeptComments(STAR_ROCKS, null);
        statements.add(comments.statement(new Comment("t", "TABLE", "", ""), SAID));
        for (var look : List.of("columns", "tables", "comments")) {
            statements.add(
                    SqlTemplate.load(STAR_ROCKS.name(), look).fill(Map.of("tables", alias -> STAR_ROCKS.literal("t"))));
        }
        var copy = new TableCopy(STAR_ROCKS, table, List.of("change_seq"));
        for (var made : List.of(STAR_ROCKS.storage(table.declaration()), TableCopy.TRUNCATES)) {
            copy.upgrade(made, STAR_ROCKS.seqKeptAs("varchar(32)").orElseThrow())
                    .forEach(statements::add);
        }
        statements.addAll(copy.statements(table));
        return statements;
    }
}
