package io.hindsight.warehouse.starrocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.history.Row;
import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.RefusedValueException;
import io.hindsight.warehouse.StagedJson;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.TestTables;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What StarRocks can't keep is said before anything is made there, with the cure; what it would bend is refused. */
class StarRocksLimitsTest {

    private static final ColumnType JSON = new ColumnType.Plain(ColumnType.TypeKind.JSON);

    private static final Dialect STAR_ROCKS =
            WarehouseKind.ofUrl("jdbc:mysql://localhost:9030/dw").orElseThrow().dialect(new Layout(8, 1));

    @Test
    void keysThatStarRocksCannotHaveAreNamed() {
        for (var type : List.of(decimal(10), new ColumnType.Floating(64), new ColumnType.Binary(10), JSON)) {
            assertThat(STAR_ROCKS.misfits(table(KeepMode.CURRENT, key("code", type))))
                    .singleElement()
                    .asString()
                    .contains("column code of shop.people is " + type, "hindsight.table.people.key=");
        }
    }

    @Test
    void aKeyThatIsTooLongIsNamedWithItsBytes() {
        assertThat(STAR_ROCKS.misfits(table(KeepMode.HISTORY, key("code", new ColumnType.Text(110)))))
                .isEmpty();
        assertThat(STAR_ROCKS.misfits(table(KeepMode.CURRENT, key("code", new ColumnType.Text(126)))))
                .isEmpty();
        assertThat(STAR_ROCKS.misfits(table(KeepMode.HISTORY, key("code", new ColumnType.Text(111)))))
                .singleElement()
                .asString()
                .contains("129 bytes", "128 at most", "hindsight.table.people.key=");
    }

    @Test
    void rowsAreSpreadByTheKeyOnlyAndSortedByAnything() {
        var layout = new Layout(
                1, 1, Map.of("people", List.of("owner")), Map.of("people", List.of("owner", "effective_start_ts")));
        var people = table(
                KeepMode.HISTORY,
                key("id", new ColumnType.Whole(64, true)),
                value("owner", new ColumnType.Whole(64, true)));
        assertThat(new StarRocks(layout).misfits(people))
                .singleElement()
                .asString()
                .contains("[owner]", "distributed-by", "hindsight.table.people.key=");
        var keyed = table(
                KeepMode.HISTORY,
                key("id", new ColumnType.Whole(64, true)),
                key("owner", new ColumnType.Whole(64, true)));
        assertThat(new StarRocks(layout).misfits(keyed)).isEmpty();
        assertThat(Statements.of(new StarRocks(layout), keyed).create().get(0))
                .contains("DISTRIBUTED BY HASH (`owner`)", "ORDER BY (`owner`, `effective_start_ts`)");
    }

    @Test
    void namesAndDigitsThatItCannotHaveAreNamed() {
        assertThat(STAR_ROCKS.misfits(table(
                        KeepMode.CURRENT,
                        key("id", new ColumnType.Whole(32, true)),
                        value("share#", new ColumnType.Whole(32, true)),
                        value("__op", new ColumnType.Whole(32, true)),
                        value("exact", decimal(65)))))
                .satisfiesExactly(
                        sharp -> assertThat(sharp).contains("share#", "hindsight.table.people.rename=share#:"),
                        reserved -> assertThat(reserved).contains("__op", "rename=__op:"),
                        digits -> assertThat(digits).contains("65 digits", "exclude=exact"));
    }

    @Test
    void aKeyWhoseCharactersTakeMoreBytesThanThereAreIsRefused() {
        var table = table(KeepMode.HISTORY, key("code", new ColumnType.Text(60)));
        var staging = new StagedJson(STAR_ROCKS, table);
        assertThat(staging.of(row("x".repeat(60)))).isNotNull();
        assertThatThrownBy(() -> staging.of(row("名".repeat(38))))
                .isInstanceOf(RefusedValueException.class)
                .hasMessageContaining("column code")
                .hasMessageContaining("128 bytes")
                .hasMessageNotContaining("名");
    }

    @Test
    void valuesAreStagedAsTextToTheLastDigit() {
        assertThat(STAR_ROCKS.staged(value("a", decimal(38)), new BigDecimal("1E+3")))
                .isEqualTo("1000");
        assertThat(STAR_ROCKS.staged(
                        value("a", new ColumnType.Time(ColumnType.TypeKind.TIME, 6)), Duration.ofHours(-838)))
                .isEqualTo("-838:00:00.000000");
        assertThat(STAR_ROCKS.staged(
                        value("a", new ColumnType.Time(ColumnType.TypeKind.TIMESTAMP, 6)),
                        Instant.parse("2026-01-01T00:00:00.000001Z")))
                .isEqualTo("2026-01-01 00:00:00.000001");
        assertThat(STAR_ROCKS.staged(value("a", new ColumnType.Bits(1)), true)).isEqualTo("1");
        assertThat(STAR_ROCKS.staged(value("a", new ColumnType.Binary(3)), new byte[] {0, -1}))
                .isEqualTo("AP8=");
    }

    @Test
    void aValueThatIsTooLargeIsRefusedBeforeItIsSent() {
        var column = value("story", new ColumnType.Text(Integer.MAX_VALUE));
        assertThat(STAR_ROCKS.type(column)).isEqualTo("varchar(1048576)");
        assertThat(STAR_ROCKS.staged(column, "x".repeat(1_048_576))).isNotNull();
        assertThatThrownBy(() -> STAR_ROCKS.staged(column, "é".repeat(600_000)))
                .isInstanceOf(RefusedValueException.class)
                .hasMessageContaining("1048576 bytes");
    }

    @Test
    void aServerWithoutMicrosecondsIsTooOld() {
        assertThat(StarRocksVersion.lacks("3.3.4-56bcf6f")).get().asString().contains("3.3.5", "upgrade");
        assertThat(StarRocksVersion.lacks("2.5.21")).isPresent();
        assertThat(StarRocksVersion.lacks("3.3.5")).isEmpty();
        assertThat(StarRocksVersion.lacks("4.0.13 8ae1c1f")).isEmpty();
        assertThat(StarRocksVersion.lacks("main-8ae1c1f")).isEmpty();
    }

    @Test
    void refusalsAreToldFromFailuresByWhatTheServerSays() {
        assertThat(STAR_ROCKS.refuses(new SQLException("Insert has filtered data, txn_id = 7", "42000", 1064)))
                .isTrue();
        assertThat(STAR_ROCKS.refuses(new SQLException("The type cast from VARCHAR to INT overflows", "42000", 1064)))
                .isTrue();
        assertThat(STAR_ROCKS.refuses(new SQLException("Backend node not found", "42000", 1064)))
                .isFalse();
        assertThat(STAR_ROCKS.refuses(new SQLException(null, null, 0))).isFalse();
    }

    @Test
    void anAlterationUnderWayIsNoFailure() {
        for (var said : List.of(
                "A schema change operation is in progress on the table \"t\". Please wait until it completes.",
                "Table[t]'s state is not NORMAL. Do not allow doing ALTER ops")) {
            assertThat(STAR_ROCKS.isAltering(new SQLException(said, "42000", 1064)))
                    .isTrue();
        }
        assertThat(STAR_ROCKS.isAltering(new SQLException("Can not change INT to DECIMAL64", "42000", 1064)))
                .isFalse();
    }

    private static Row row(String code) {
        return new Row('c', Instant.EPOCH, "0".repeat(32), Arrays.asList((Object) code), null);
    }

    private static CapturedTable table(KeepMode keep, Column... columns) {
        return new CapturedTable(TestTables.people("people", keep).declaration(), Set.of(), List.of(columns));
    }

    private static ColumnType decimal(int digits) {
        return new ColumnType.Decimal(digits, 0);
    }

    private static Column key(String name, ColumnType type) {
        return new Column(name, name, type, false, true, false);
    }

    private static Column value(String name, ColumnType type) {
        return new Column(name, name, type, true, false, true);
    }
}
