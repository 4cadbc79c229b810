package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables can be declared by their names. */
class TableNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.`orders",
                "shop.orders`",
                "shop.`orders`",
                "`shop.orders",
                "shop`.orders",
                "shop.\"",
                "shop.\"orders"
            })
    void oneThatDebeziumWouldNotQuoteIsRefusedWithItsCure(String source) {
        assertThatThrownBy(() -> settings(source))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("hindsight.table.orders.source")
                .hasMessageContaining(source)
                .hasMessageContaining("rename it in the source")
                .hasMessageContaining("a double quote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.or`ders", "shop.'orders'", "shop.or\"ders", "shop.or``ders", "sh`op.orders"})
    void othersAreTaken(String source) {
        assertThat(settings(source).tables().get(0).source()).hasToString(source);
    }

    private static Settings settings(String source) {
        return Settings.of(new TreeMap<>(Map.of(
                "hindsight.name", "shop",
                "hindsight.source.hostname", "127.0.0.1",
                "hindsight.source.username", "hindsight",
                "hindsight.kafka.brokers", "127.0.0.1:9092",
                "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw",
                "hindsight.table.orders.source", source)));
    }
}
