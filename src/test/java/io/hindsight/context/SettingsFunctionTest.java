package io.hindsight.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting in a route's address is a value there, whatever signs it has, and never an option. */
class SettingsFunctionTest {

    @ParameterizedTest
    @ValueSource(strings = {"hindsight", "a&brokers=evil:1", "a+b%20c#d?e", "a)&brokers=evil:1", "ä ö", "a;b{c}"})
    void aUsersNameIsAValue(String username) throws Exception {
        try (var context = context("hindsight.source.username", username)) {
            var endpoint = context.getEndpoint(
                    "kafka:x?groupId={{hindsight:source.username}}&brokers=localhost:9092", KafkaEndpoint.class);
            assertThat(endpoint.getConfiguration().getGroupId()).isEqualTo(username);
            assertThat(endpoint.getConfiguration().getBrokers()).isEqualTo("localhost:9092");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hindsight.kafka.brokers", "hindsight.source.hostname"})
    void anAddressIsOne(String key) {
        for (var odd : new String[] {"localhost&x=1", "localhost?x=1", "${sys:user.home}", "a b", "user:word@host"}) {
            assertThatThrownBy(() -> context(key, odd))
                    .as(odd)
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining(key)
                    .hasMessageContaining("address");
        }
    }

    private static DefaultCamelContext context(String key, String value) {
        var settings = new TreeMap<>(Map.of(
                "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw",
                "hindsight.source.ssl-mode", "disabled",
                "hindsight.kafka.properties.security.protocol", "PLAINTEXT",
                "hindsight.table.items.source", "shop.items"));
        settings.put(key, value);
        var context = new DefaultCamelContext();
        context.getRegistry().bind("settings", Settings.of(settings));
        return context;
    }
}
