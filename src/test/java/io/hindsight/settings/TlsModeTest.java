package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what is sent travels: outside this machine it must have been said. */
class TlsModeTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.invalid:5432/dw?sslmode=verify-full&a=b, VERIFIED",
        "jdbc:postgresql://db.invalid/dw?a=b&sslmode=require, UNVERIFIED",
        "jdbc:postgresql://db.invalid/dw?sslmode=disable, PLAIN",
        "jdbc:postgresql://db.invalid/dw?sslmode=prefer, PLAIN",
        "jdbc:postgresql://db.invalid/dw, UNSAID",
        "jdbc:postgresql://127.0.0.1:5432/dw, LOOPBACK",
        "'jdbc:postgresql://127.0.0.1:5432,db.invalid:5432/dw', UNSAID",
        "jdbc:mysql://db.invalid:9030/dw?sslMode=VERIFY_IDENTITY, VERIFIED",
        "jdbc:mysql://db.invalid:9030/dw?sslMode=DISABLED, PLAIN",
        "jdbc:mysql://db.invalid:9030/dw, UNSAID",
        "jdbc:clickhouse:https://db.invalid:8443/dw, VERIFIED",
        "jdbc:clickhouse://db.invalid:8443/dw?ssl=true, VERIFIED",
        "jdbc:clickhouse:https://db.invalid:8443/dw?ssl=true&sslmode=none, UNVERIFIED",
        "jdbc:clickhouse:http://db.invalid:8123/dw, PLAIN",
        "jdbc:clickhouse://db.invalid:8123/dw, UNSAID",
        "jdbc:ch://localhost:8123/dw, LOOPBACK",
        "jdbc:clickhouse://[::1]:8123/dw, LOOPBACK",
    })
    void anAddressSaysHow(String url, TlsMode mode) {
        assertThat(TlsMode.ofUrl(url)).isEqualTo(mode);
    }

    @Test
    void whatIsNotSaidIsRefusedEachWithItsCure() {
        assertThatThrownBy(() -> Settings.of(settings(Map.of())))
                .isInstanceOf(InvalidSettingsException.class)
                .message()
                .satisfies(said -> assertThat(said.lines())
                        .satisfiesExactlyInAnyOrder(
                                line -> assertThat(line).contains("hindsight.source.ssl-mode", "verify_identity"),
                                line -> assertThat(line).contains("security.protocol", "SASL_SSL"),
                                line -> assertThat(line).contains("hindsight.warehouse.dw.url", "verify-full")));
    }

    @Test
    void whatIsAskedForInPlainIsSaidAtTheStart() {
        var settings = Settings.of(settings(Map.of(
                "hindsight.source.ssl-mode", "required",
                "hindsight.kafka.properties.security.protocol", "PLAINTEXT",
                "hindsight.warehouse.dw.url", "jdbc:postgresql://dw.invalid/dw?sslmode=verify-full")));
        assertThat(settings.unsafe())
                .containsExactly(
                        "MySQL hindsight@db.invalid:3306 (encrypted, to whoever answers)",
                        "Kafka kafka.invalid:9092 (not encrypted)");
    }

    private static Map<String, String> settings(Map<String, String> more) {
        var settings = new TreeMap<>(Map.of(
                "hindsight.source.hostname", "db.invalid",
                "hindsight.kafka.brokers", "kafka.invalid:9092",
                "hindsight.warehouse.dw.url", "jdbc:postgresql://dw.invalid/dw",
                "hindsight.table.orders.source", "shop.orders"));
        settings.putAll(more);
        return settings;
    }
}
