package io.hindsight.warehouse.starrocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.SourceKind;
import io.hindsight.settings.WarehouseKind;
import io.hindsight.source.SourceDriver;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.CapturedTables;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.StarRocksGrammar;
import io.hindsight.warehouse.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** StarRocks' own grammar reads every statement of a Routine Load job that any declared table leads to. */
class RoutineLoadTest {

    private static final Dialect STAR_ROCKS =
            WarehouseKind.ofUrl("jdbc:mysql://localhost:9030/dw").orElseThrow().dialect(new Layout(8, 3));
    private static final Path GOLDEN =
            Path.of("src/test/resources/io/hindsight/warehouse/starrocks-item_assets-routine-load.sql");

    private static final RoutineLoad.ReadTopic SOURCE = new RoutineLoad.ReadTopic(
            "kafka1:9092,kafka2:9092",
            "item_asset_changes",
            "hindsight.routine-load-item_assets-starrocks",
            2,
            SourceDriver.of(SourceKind.MYSQL).order(),
            Duration.ofSeconds(10),
            Map.of("sasl.password", "it's a \\ secret"));

    @Provide
    Arbitrary<CapturedTable> tables() {
        return CapturedTables.any().filter(table -> table.declaration().keep() == KeepMode.CURRENT);
    }

    @Property(tries = 150)
    void everyStatementIsOneThatStarRocksCanRead(@ForAll("tables") CapturedTable table) {
        var refused = !STAR_ROCKS.misfits(table).isEmpty();
        Statistics.label("tables").collect(refused ? "refused" : "read");
        if (!refused) {
            var job = RoutineLoad.of("hindsight", STAR_ROCKS, table, SOURCE);
            List.of(job.create(), job.printable(), job.alter(), job.pause(), job.resume(), job.stop(), job.show())
                    .forEach(StarRocksGrammar::parse);
            assertThat(job.create()).contains("\"merge_condition\" = \"change_seq\"");
            assertThat(Statements.of(STAR_ROCKS, table).create().get(0))
                    .as("StarRocks merges by no text")
                    .contains("change_seq largeint NOT NULL");
            var columns = new RoutineLoadColumns(STAR_ROCKS, table, 0, SOURCE.order());
            assertThat(columns.kept()).hasSize(table.columns().size() + 3);
            assertThat(columns.read())
                    .hasSize(7 + table.columns().size() + table.keys().size());
        }
        Statistics.label("tables").coverage(coverage -> {
            coverage.check("read").percentage(percent -> percent > 10);
            coverage.check("refused").percentage(percent -> percent > 10);
        });
    }

    @Example
    void theStatementIsWhatTheFileShows() throws IOException {
        var job = RoutineLoad.of(
                "hindsight", STAR_ROCKS, StarRocksGoldenTest.assets("item_assets", KeepMode.CURRENT), SOURCE);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(GOLDEN, job.printable() + ";\n");
        }
        assertThat(job.printable() + ";\n").isEqualTo(Files.readString(GOLDEN));
    }

    @Example
    void aSecretIsInWhatIsSentAndNotInWhatIsPrinted() {
        var job = RoutineLoad.of(
                "hindsight", STAR_ROCKS, StarRocksGoldenTest.assets("item_assets", KeepMode.CURRENT), SOURCE);
        assertThat(job.create()).contains("\"property.sasl.password\" = 'it\\'s a \\\\ secret'");
        assertThat(job.printable())
                .contains("\"property.sasl.password\" = '***'")
                .doesNotContain("secret'");
        assertThat(job.alter()).doesNotContain("secret");
    }
}
