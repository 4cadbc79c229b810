package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.BatchReader;
import io.hindsight.history.Message;
import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Types that MySQL hasn't: what a message says of them is kept, found again by its key, and not kept twice. */
class TypesOfNoSourceYetIT {

    private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";

    private static final Column KEY = new Column("id", "id", new ColumnType.Plain(TypeKind.UUID), false, true, false);
    private static final Column SIZES =
            new Column("sizes", "sizes", new ColumnType.Array(new ColumnType.Whole(32, true)), true, false, true);

    private static final CapturedTable TABLE = new CapturedTable(
            TestTables.people("people", KeepMode.HISTORY).declaration(), Set.of("id", "sizes"), List.of(KEY, SIZES));

    /** A lake is written without SQL: {@code IcebergTypesIT}. */
    @ParameterizedTest
    @EnumSource(value = WarehouseKind.class, mode = EnumSource.Mode.EXCLUDE, names = "ICEBERG")
    void areKept(WarehouseKind kind) {
        var kept = new KeptTable(new Engine(server(kind), Unique.name("types")), TABLE);
        for (var times = 0; times < 2; times++) {
            kept.apply(new BatchReader(TABLE, Set.of())
                    .read(List.of(message('c', 1, Arrays.asList(1, null, -2147483648)), message('u', 2, List.of()))));
        }
        var text = kept.engine().dialect.rowText();
        assertThat(kept
                        .query("SELECT " + text.text(KEY) + ", sizes FROM people WHERE id = "
                                + kept.engine().dialect.asked(KEY, "'" + ID + "'") + " ORDER BY change_seq")
                        .stream()
                        .map(row -> row.replace(" ", "")))
                .containsExactly(ID + "|[1,null,-2147483648]", ID + "|[]");
    }

    private static Message message(char op, int position, List<Integer> sizes) {
        var row = Map.<String, Object>of("id", ID, "sizes", sizes);
        var at = Instant.ofEpochSecond(position);
        var before = op == 'c' ? null : row;
        var change = new DebeziumChange("shop", "people", op, position, 0, at, Map.of("id", ID), before, row);
        return new Message("people", 0, position, change.keyBytes(), change.valueBytes(), 0, 0, null);
    }

    private static JdbcServer server(WarehouseKind kind) {
        return switch (kind) {
            case CLICKHOUSE -> TestServers.clickHouse();
            case POSTGRESQL -> TestServers.postgres();
            case STARROCKS -> TestServers.starRocks();
            case ICEBERG -> throw new IllegalArgumentException("a lake has no server");
        };
    }
}
