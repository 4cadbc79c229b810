package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** StarRocks' Routine Load can't read what PostgreSQL's log leaves out. */
class RoutineLoadSourceTest {

    @Test
    void aPostgresqlIsRefused() {
        var settings = new TreeMap<>(Map.of(
                "hindsight.name", "shop",
                "hindsight.source.kind", "postgresql",
                "hindsight.source.database", "shop",
                "hindsight.source.hostname", "127.0.0.1",
                "hindsight.source.username", "hindsight",
                "hindsight.kafka.brokers", "127.0.0.1:9092",
                "hindsight.warehouse.starrocks.url", "jdbc:mysql://127.0.0.1:9030/dw",
                "hindsight.table.orders.source", "public.orders"));
        settings.put("hindsight.table.orders.keep", "current");
        settings.put("hindsight.table.orders.routine-load", "starrocks");
        assertThatThrownBy(() -> Settings.of(settings))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("hindsight.table.orders.routine-load")
                .hasMessageContaining("leaves out large values");
    }
}
