package io.hindsight.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of a message whose values nobody asked for. */
class MessageTextTest {

    private static final String CHANGE =
            """
            {"before": null, "after": {"id": 7, "name": "secret", "tags": ["secret"], "price": 1.10},
             "source": {"db": "shop", "table": "orders", "file": "binlog.000001", "pos": 4, "row": 0,
                        "query": "UPDATE orders SET name = 'secret'"},
             "op": "u", "unknown": "secret"}
            """;

    @Test
    void thePlaceOfAChangeIsShownAndItsRowIsNot() {
        assertThat(MessageText.of(CHANGE.getBytes(UTF_8), false).toString())
                .isEqualTo(
                        "{\"before\":\"(hidden)\",\"after\":{\"id\":\"(hidden)\",\"name\":\"(hidden)\",\"tags\":[\"(hidden)\"],"
                                + "\"price\":\"(hidden)\"},\"source\":{\"db\":\"shop\",\"table\":\"orders\",\"file\":\"binlog.000001\","
                                + "\"pos\":4,\"row\":0,\"query\":\"(hidden)\"},\"op\":\"u\",\"unknown\":\"(hidden)\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "\"secret\"",
                "[\"secret\"]",
                "{\"after\": {\"name\": \"secret\"",
                "{\"op\": {\"x\": \"secret\"}}"
            })
    void whatIsNoChangeIsHiddenWhole(String message) {
        assertThat(MessageText.of(message.getBytes(UTF_8), false).toString()).doesNotContain("secret");
    }

    @Test
    void valuesAreShownToTheLastDigit() {
        assertThat(MessageText.of("{\"price\": 12345678901234567890.10}".getBytes(UTF_8), true)
                        .toString())
                .isEqualTo("{\"price\":12345678901234567890.10}");
        assertThat(MessageText.of("not JSON".getBytes(UTF_8), true).asText()).isEqualTo("not JSON");
    }

    @Test
    void aTombstoneIsNull() {
        assertThat(MessageText.of(null, true).isNull()).isTrue();
    }
}
