package io.hindsight.warehouse.starrocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.HistoryFrom;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OnRefusal;
import io.hindsight.table.OnSchemaChange;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.StarRocksStatementsTest;
import io.hindsight.warehouse.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The SQL that StarRocks gets for {@code item_assets}, to be read; after a change that is meant, {@code
 * -Dgolden=write} writes it anew.
 */
class StarRocksGoldenTest {

    private static final Path FILES = Path.of("src/test/resources/io/hindsight/warehouse");

    @ParameterizedTest
    @EnumSource(KeepMode.class)
    void theSqlIsWhatTheFileShows(KeepMode keep) throws IOException {
        var name = keep == KeepMode.HISTORY ? "item_asset_history" : "item_assets";
        var statements = Statements.of(
                WarehouseKind.ofUrl("jdbc:mysql://localhost:9030/dw")
                        .orElseThrow()
                        .dialect(new Layout(8, 2)),
                assets(name, keep));
        var sql = String.join(";\n\n", StarRocksStatementsTest.all(statements)) + ";\n";
        var file = FILES.resolve("starrocks-" + name + ".sql");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(FILES);
            Files.writeString(file, sql);
        }
        assertThat(sql).isEqualTo(Files.readString(file));
    }

    static CapturedTable assets(String target, KeepMode keep) {
        var declaration = new TableDeclaration(
                target,
                new TableName("shop", "item_assets"),
                keep,
                List.of(),
                List.of(),
                List.of(),
                Map.of("id", "source_id"),
                List.of(),
                Optional.of("registered_at"),
                Optional.of("item_asset_changes"),
                target,
                List.of("starrocks"),
                OnRefusal.DEAD_LETTER,
                OnSchemaChange.ADD,
                List.of(),
                Map.of(),
                HistoryFrom.SNAPSHOT,
                false);
        return new CapturedTable(
                declaration,
                Set.of("id", "owner_id", "asset_info", "registered_at"),
                List.of(
                        new Column("id", "source_id", new ColumnType.Whole(32, true), false, true, false),
                        new Column("owner_id", "owner_id", new ColumnType.Whole(32, true), false, false, true),
                        new Column("asset_info", "asset_info", new ColumnType.Text(255), false, false, true),
                        new Column(
                                "registered_at",
                                "registered_at",
                                new ColumnType.Time(ColumnType.TypeKind.DATETIME, 6),
                                false,
                                false,
                                true)));
    }
}
