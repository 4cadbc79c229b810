package io.hindsight.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which topics Kafka can have, by their names alone: those of its own rules. */
class TableTopicsTest {

    private static Settings settings(String... more) {
        var settings = new TreeMap<String, String>();
        settings.put("hindsight.name", "shop");
        settings.put("hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw");
        for (var index = 0; index < more.length; index += 2) {
            settings.put(more[index], more[index + 1]);
        }
        return Settings.of(settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.a b", "shop.a/b", "shop.Gemüse", "shop.a$b", "shop.a:b", "s-p.ひ", "shop.a\"b"})
    void anyTableHasATopicByDefault(String source) {
        var settings = settings(
                "hindsight.table.odd.source", source,
                "hindsight.table.items.source", "shop.items",
                "hindsight.table.other.source", "shop.a-b");
        assertThat(TableTopics.possible(settings)).hasSize(3);
        assertThat(settings.tables()).extracting(table -> table.topic("shop")).doesNotHaveDuplicates();
    }

    @Test
    void aDefaultTopicIsReadableAndNeverTooLong() {
        var settings = settings(
                "hindsight.table.a.source",
                "shop.a b",
                "hindsight.table.b.source",
                "shop." + "ü".repeat(64),
                "hindsight.table.c.source",
                "shop." + "ü".repeat(63) + "ö",
                "hindsight.table.d.source",
                "shop.orders");
        assertThat(TableTopics.possible(settings)).hasSize(4);
        assertThat(settings.tables())
                .extracting(table -> table.topic("shop"))
                .doesNotHaveDuplicates()
                .contains("shop.shop.a-0020b", "shop.shop.orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sec.t?brokers=evil:1", "t&brokers=evil:1", "${sys:user.home}", "{{env:HOME}}", "a\"b", "../b"})
    void noTopicOrPipelineIsAnEndpointsOption(String odd) {
        var settings = settings("hindsight.table.odd.source", "shop.odd", "hindsight.table.odd.topic", odd);
        assertThat(TableTopics.possible(settings)).isEmpty();
        assertThatThrownBy(() -> settings("hindsight.name", odd, "hindsight.table.a.source", "shop.a"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("hindsight.name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dw?bridgeErrorHandler=true", "dw&x=1", "${body}", "d w", "dw\"", "größe"})
    void noWarehouseIsAnEndpointsOption(String odd) {
        assertThatThrownBy(() -> settings(
                        "hindsight.warehouse." + odd + ".url",
                        "jdbc:postgresql://127.0.0.1/dw",
                        "hindsight.table.a.source",
                        "shop.a"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("hindsight.warehouse." + odd)
                .hasMessageContaining("letters, digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a b", "shop.offsets", "shop.dead-letters", "ä"})
    void aDeclaredTopicIsNone(String topic) {
        var settings = settings("hindsight.table.odd.source", "shop.odd", "hindsight.table.odd.topic", topic);
        assertThat(TableTopics.possible(settings)).isEmpty();
    }

    @Test
    void aNameHas249CharactersAtMost() {
        var settings = settings(
                "hindsight.table.a.source",
                "shop.a",
                "hindsight.table.a.topic",
                "x".repeat(249),
                "hindsight.table.b.source",
                "shop.b",
                "hindsight.table.b.topic",
                "x".repeat(250));
        assertThat(TableTopics.possible(settings)).extracting("name").containsExactly("a");
    }

    @Test
    void aDotIsNotToldFromAnUnderscore() {
        var settings = settings("hindsight.table.a.source", "shop.order_lines");
        assertThat(TableTopics.faults(settings, List.of("shop.shop_order.lines", "other"))
                        .values())
                .singleElement()
                .asString()
                .contains("shop.shop.order_lines", "shop.shop_order.lines");
        assertThat(TableTopics.faults(settings, List.of("shop.shop.order_lines", "shop.shop_order.lines")))
                .as("it is there")
                .isEmpty();
        assertThat(TableTopics.faults(settings, List.of("shop.other"))).isEmpty();
    }

    @Test
    void ofTwoThatKafkaWouldTakeForOneTheFirstIsTaken() {
        var settings = settings(
                "hindsight.table.a.source",
                "shop.order_lines",
                "hindsight.table.b.source",
                "shop.x",
                "hindsight.table.b.topic",
                "shop.shop.order.lines",
                "hindsight.table.c.source",
                "shop.y",
                "hindsight.table.c.topic",
                "shop.shop.order_lines");
        assertThat(TableTopics.faults(settings, List.of()).keySet())
                .extracting("name")
                .containsExactly("b");
    }

    @Test
    void aPipelinesNameMustBeOneForTopics() {
        assertThatThrownBy(() -> settings("hindsight.name", "mein shöp", "hindsight.table.a.source", "shop.a"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("hindsight.name")
                .hasMessageContaining("letters, digits, dots, underscores and dashes");
    }
}
