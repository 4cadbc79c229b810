package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.ForgottenRows;
import io.hindsight.history.ValueForm;
import io.hindsight.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableChangeTest {
    private static final Settings SETTINGS = Settings.of(Map.of(
            "hindsight.name", "shop",
            "hindsight.source.hostname", "localhost",
            "hindsight.source.username", "capture",
            "hindsight.source.password", "secret",
            "hindsight.kafka.brokers", "localhost:9092",
            "hindsight.warehouse.dw.url", "jdbc:postgresql://localhost/shop",
            "hindsight.table.items.source", "shop.items"));

    private final AppliedTable table = new AppliedTable(
            SETTINGS,
            SETTINGS.warehouses().get(0),
            SETTINGS.tables().get(0),
            null,
            Optional.empty(),
            ForgottenRows.NONE,
            ValueForm.JSON);

    /** Else the batch would be read again, and the change tried again, without a pause, as long as a warehouse is away. */
    @Test
    void oneThatFailedDoesNotHaveTheBatchReadAgainAtOnce() {
        var change = new TableChange(table, null);
        assertThat(change.begin()).isTrue();
        change.end();
        assertThat(table.wakeUps()).isZero();
        assertThat(new TableChange(table, null).begin()).isTrue();
    }
}
