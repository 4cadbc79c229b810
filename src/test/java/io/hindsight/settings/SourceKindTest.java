package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceKindTest {

    @ParameterizedTest
    @CsvSource({
        ", , MYSQL, 3306",
        "5432, , POSTGRESQL, 5432",
        "3306, , MYSQL, 3306",
        "6432, postgresql, POSTGRESQL, 6432",
        "5432, mysql, MYSQL, 5432",
        ", postgresql, POSTGRESQL, 5432"
    })
    void thePortSaysItUnlessTheSettingDoes(String port, String kind, SourceKind expected, int listening) {
        var settings = new TreeMap<String, String>();
        settings.put("hindsight.name", "shop");
        settings.put("hindsight.source.hostname", "127.0.0.1");
        settings.put("hindsight.source.database", expected == SourceKind.POSTGRESQL ? "shop" : "");
        settings.put("hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw");
        settings.put("hindsight.table.orders.source", "public.orders");
        if (port != null) {
            settings.put("hindsight.source.port", port);
        }
        if (kind != null) {
            settings.put("hindsight.source.kind", kind);
        }
        var source = Settings.of(settings).source();
        assertThat(source.kind()).isEqualTo(expected);
        assertThat(source.port()).isEqualTo(listening);
    }
}
