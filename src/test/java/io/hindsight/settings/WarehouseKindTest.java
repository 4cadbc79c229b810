package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a warehouse's engine is: its address says it, unless a setting does. */
class WarehouseKindTest {

    private static final String KIND = "hindsight.warehouse.dw.kind";

    @ParameterizedTest
    @CsvSource({
        "jdbc:clickhouse://127.0.0.1:8123/dw, , clickhouse",
        "jdbc:ch://127.0.0.1:8123/dw, clickhouse, clickhouse",
        "jdbc:postgresql://127.0.0.1:5432/dw, , postgresql",
        "jdbc:mysql://127.0.0.1:9030/dw, , starrocks",
        "jdbc:another:postgresql://127.0.0.1:5432/dw, postgresql, postgresql"
    })
    void theAddressSaysItUnlessTheSettingDoes(String url, String kind, String name) {
        assertThat(read(url, kind).dialect().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:clickhouse://127.0.0.1:8123/dw, oracle, 'clickhouse, postgresql, starrocks'",
        "jdbc:clickhouse://127.0.0.1:8123/dw, postgresql, 'the address in hindsight.warehouse.dw.url is of clickhouse'"
    })
    void aWrongOneIsAnsweredWithTheSettingAndTheChoices(String url, String kind, String said) {
        assertThatThrownBy(() -> read(url, kind))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(KIND)
                .hasMessageContaining(said);
    }

    @Test
    void anAddressOfNoKnownKindIsAnsweredWithTheSettingThatSaysIt() {
        assertThatThrownBy(() -> read("jdbc:another://127.0.0.1/dw", null)).hasMessageContaining(KIND);
    }

    private static WarehouseSettings read(String url, String kind) {
        var properties = new TreeMap<>(Map.of(
                "hindsight.source.hostname", "127.0.0.1",
                "hindsight.source.password", "secret",
                "hindsight.warehouse.dw.url", url,
                "hindsight.table.orders.source", "shop.orders"));
        if (kind != null) {
            properties.put(KIND, kind);
        }
        return Settings.of(properties).warehouse("dw");
    }
}
