package io.hindsight.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.TestTables;
import io.hindsight.warehouse.schema.TargetTable;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table that somebody else made, under a name that a kept table would have, is left as it is, in every engine. */
class OthersTableIT {

    @ParameterizedTest
    @CsvSource({
        "clickhouse, HISTORY, people",
        "clickhouse, HISTORY, people_rows",
        "clickhouse, CURRENT, people",
        "postgres, HISTORY, people",
        "postgres, HISTORY, people_current",
        "postgres, CURRENT, people",
        "starrocks, HISTORY, people",
        "starrocks, CURRENT, people_rows"
    })
    void isNamedAndLeftAsItIs(String warehouse, KeepMode keep, String name) throws SQLException {
        var server = Pipeline.server(warehouse);
        var database = Unique.name("others");
        server.execute("CREATE DATABASE " + database);
        Rows.execute(
                server,
                database,
                "CREATE TABLE " + name + " (source_id int, asset_info varchar(20), is_current int)"
                        + (warehouse.equals("clickhouse") ? " ENGINE = MergeTree ORDER BY source_id" : ""),
                "INSERT INTO " + name + " (source_id, asset_info, is_current) VALUES (7, 'theirs', 1)");
        var dialect =
                WarehouseKind.ofUrl(server.jdbcUrl(database)).orElseThrow().dialect(new Layout(1, 1));
        try (var connection = server.connect(database)) {
            var table = new TargetTable(dialect, connection);
            assertThatThrownBy(() -> table.create(TestTables.people("people", keep)))
                    .isInstanceOf(InvalidTableException.class)
                    .hasMessageContaining("a table " + name + " already that this program didn't make")
                    .hasMessageContaining("hindsight.table.people.target=another_name")
                    .hasMessageContaining("hindsight.warehouse.….url");
        }
        assertThat(Rows.of(server, database, "SELECT asset_info FROM " + name)).containsExactly("theirs");
    }
}
