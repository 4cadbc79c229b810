package io.hindsight.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Reconciliation;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.testing.Pipeline;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is equal is found to be equal, whatever the type: the engines write every value alike. */
class ComparedTypesIT {

    @ParameterizedTest
    @CsvSource({
        "every_type, clickhouse", "every_type, postgres",
        "zero, clickhouse", "zero, postgres",
        "odd_keys, clickhouse", "odd_keys, postgres",
        "far, postgres", "nul, clickhouse"
    })
    void allValuesAgree(String table, String warehouse) throws Exception {
        var database = RoundTrip.once().database();
        var properties = Pipeline.settings(database, List.of(warehouse));
        properties.put("hindsight.table." + table + ".source", database + "." + table);
        properties.put("hindsight.check.chunk-size", "3");
        properties.put("hindsight.check.patience", "1s");
        var settings = Settings.of(properties);
        try (var reconciliation = new Reconciliation(settings)) {
            var captured = SourceTables.once(settings).values().iterator().next();
            var report = reconciliation.compare(captured, settings.warehouse(warehouse));
            assertThat(report.incomplete()).isEmpty();
            assertThat(report.broken()).isEmpty();
            assertThat(report.differences()).isEmpty();
            assertThat(report.rows()).isPositive();
        }
    }
}
