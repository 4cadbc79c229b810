package io.hindsight.warehouse.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.StarRocksGrammar;
import io.hindsight.warehouse.TestTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements that count failing rows: StarRocks' own grammar reads them, and what can't be asked is said. */
class ExpectedRowsTest {

    private static final CapturedTable PEOPLE = TestTables.people("people", KeepMode.HISTORY)
            .with(List.of(
                    new Column("id", "id", new ColumnType.Whole(64, true), false, true, false),
                    new Column("name", "name", new ColumnType.Text(100), true, false, true),
                    new Column("born", "born", new ColumnType.Plain(TypeKind.DATE), true, false, true),
                    new Column("notes", "notes", new ColumnType.Plain(TypeKind.JSON), true, false, true)));

    static Stream<ExpectedRows> all() {
        return Stream.of(
                new NotNull(List.of("name", "born")),
                new UniqueValues(List.of("name", "born")),
                new AcceptedValues("name", List.of("Ann", "Max")),
                new AcceptedValues("id", List.of("1", "2")),
                new AcceptedRange("id", Optional.of("1"), Optional.of("99.5")),
                new AcceptedRange("born", Optional.empty(), Optional.of("2026-01-01")),
                new Relationship("id", PEOPLE.declaration(), "id"),
                new NewestValue("born", Duration.ofHours(1)),
                new EmptySelect("SELECT id FROM people_current -- of all"));
    }

    private static FailingRows failing(ExpectedRows rows, WarehouseKind kind) {
        var people = new CurrentRows(kind.dialect(new Layout(1, 1)), PEOPLE);
        return rows.failing(people, other -> people);
    }

    @ParameterizedTest
    @MethodSource("all")
    void starRocksReadsIt(ExpectedRows rows) {
        StarRocksGrammar.parse(failing(rows, WarehouseKind.STARROCKS).sql());
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachParameterHasItsPlace(ExpectedRows rows) {
        for (var kind : List.of(WarehouseKind.CLICKHOUSE, WarehouseKind.POSTGRESQL, WarehouseKind.STARROCKS)) {
            var failing = failing(rows, kind);
            assertThat(failing.sql().chars().filter(sign -> sign == '?'))
                    .as(failing.sql())
                    .hasSize(failing.parameters().size());
        }
    }

    @Test
    void whatCannotBeAskedIsSaid() {
        assertUnasked(new NotNull(List.of("age")), "there is no column age in people; there are id, name, born, notes");
        assertUnasked(
                new AcceptedRange("id", Optional.of("few"), Optional.empty()), "'few' is no number, which id has");
        assertUnasked(
                new AcceptedRange("id", Optional.of("123456789012345678901"), Optional.empty()),
                "at most 20 digits before the point");
        assertUnasked(new AcceptedValues("notes", List.of("{}")), "notes is a JSON, whose values can't be compared");
        assertUnasked(new NewestValue("name", Duration.ofHours(1)), "neither a date nor a moment");
        assertUnasked(new Relationship("id", PEOPLE.declaration(), "no"), "there is no column no in people");
    }

    private static void assertUnasked(ExpectedRows rows, String why) {
        assertThatThrownBy(() -> failing(rows, WarehouseKind.POSTGRESQL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
