package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is declared of an option is what the program does. */
class OptionsTest {

    /** A pipeline that is whole, so that an option added to it is all that can be wrong. */
    static final Map<String, String> LEAST = Map.of(
            // of a driver that isn't known, so that it may be of any kind
            "hindsight.warehouse.dw.url", "jdbc:another://localhost:8123/dw",
            "hindsight.warehouse.dw.kind", "clickhouse",
            "hindsight.table.orders.source", "shop.orders",
            "hindsight.expect.orders.table", "orders",
            "hindsight.expect.orders.freshness", "1h",
            // others want these
            "hindsight.http.password", "hush",
            "hindsight.hawtio.password", "hush");

    static Stream<Option> options() {
        return Settings.options().stream();
    }

    static Stream<Option> withDefault() {
        return options().filter(option -> !option.byDefault().isEmpty());
    }

    static Stream<Option> withValues() {
        return options().filter(option -> !option.values().isEmpty());
    }

    static Stream<Option> withBounds() {
        return withValues().filter(option -> option.values().get(0).matches("\\d+"));
    }

    @ParameterizedTest
    @MethodSource("withDefault")
    void theDefaultIsWhatAnUnsetOneIs(Option option) {
        var set = with(option, option.byDefault().replace("<name>", "orders"));
        var unset = Settings.of(least(option));
        // they are made when they are first asked for
        assertThat(set.expectations()).hasSameSizeAs(unset.expectations());
        assertThat(set)
                .usingRecursiveComparison()
                .withEqualsForType((one, other) -> one.pattern().equals(other.pattern()), Pattern.class)
                // they have what was written, of which that is a part
                .ignoringFieldsMatchingRegexes(".*declaring", "expected\\.properties")
                .isEqualTo(unset);
    }

    @ParameterizedTest
    @MethodSource("withValues")
    void eachWordAndBothBoundsAreTakenAndNothingElse(Option option) {
        assertThat(option.values()).allSatisfy(value -> with(option, value));
        assertThatThrownBy(() -> with(option, "nonsense"))
                .isInstanceOf(InvalidSettingsException.class)
                .message()
                .startsWith(key(option) + ": 'nonsense' is not ");
    }

    @ParameterizedTest
    @MethodSource("withBounds")
    void whatIsOutsideTheBoundsIsRefused(Option option) {
        var least = Long.parseLong(option.values().get(0));
        var most = Long.parseLong(option.values().get(1));
        for (var outside : List.of(least - 1, most + 1)) {
            assertThatThrownBy(() -> with(option, String.valueOf(outside)))
                    .hasMessageStartingWith(
                            key(option) + ": '" + outside + "' is not a whole number from " + least + " to " + most);
        }
    }

    @Test
    void aKeyThatDoesNotExistIsAnsweredWithTheOneThatIsMeant() {
        for (var meant : Map.of(
                        "hindsight.tabel.orders.source", "hindsight.table.orders.source",
                        "hindsight.warehouse.dw.batchsize", "hindsight.warehouse.dw.batch-size",
                        "hindsight.kafka.broker", "hindsight.kafka.brokers")
                .entrySet()) {
            var settings = new TreeMap<>(LEAST);
            settings.put(meant.getKey(), "x");
            assertThatThrownBy(() -> Settings.of(settings))
                    .hasMessage(meant.getKey() + ": there is no such setting; did you mean " + meant.getValue() + "?");
        }
    }

    /** What is said of a pattern's tables needs a pattern. */
    private static Map<String, String> least(Option option) {
        var settings = new TreeMap<>(LEAST);
        if (option.key().startsWith("hindsight.tables.")) {
            settings.put("hindsight.tables.orders.source", "crm.*");
        }
        return settings;
    }

    private static Settings with(Option option, String value) {
        var settings = new TreeMap<>(least(option));
        settings.put(key(option), value);
        if (value.equals("avro")) {
            settings.put("hindsight.kafka.registry.url", "http://localhost:8081");
        }
        return Settings.of(settings);
    }

    static String key(Option option) {
        return option.keyOf(option.key().startsWith("hindsight.warehouse.") ? "dw" : "orders");
    }
}
