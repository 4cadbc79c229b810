package io.hindsight.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.Option;
import io.hindsight.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting comes from a file, {@code -D} or the environment. */
class SettingSourcesTest {

    static Stream<Option> options() {
        return Settings.options().stream();
    }

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionCanComeFromEachAndTheEnvironmentWins(Option option) {
        for (var name : List.of("orders", "order_items")) {
            var key = option.keyOf(option.key().endsWith("<property>") ? "security.protocol" : name);
            assertThat(layered(of(key, "file"), of(), Map.of())).isEqualTo(Map.of(key, "file"));
            assertThat(layered(of(key, "file"), of(key, "-D"), Map.of())).isEqualTo(Map.of(key, "-D"));
            assertThat(layered(of(key, "file"), of(key, "-D"), Map.of(variable(key), "environment")))
                    .isEqualTo(Map.of(key, "environment"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HINDSIGHT_WAREHOUSE_X_BATCH_BITES", "HINDSIGHT_NAMES", "HINDSIGHT_SOURCE_HOST_NAME"})
    void aVariableThatIsNoOptionsIsASettingThatDoesNotExist(String variable) {
        assertThat(layered(of(), of(), Map.of(variable, "x")).keySet())
                .singleElement()
                .satisfies(key ->
                        assertThat(options().map(option -> option.keyOf("x"))).doesNotContain(key));
    }

    @Test
    void onlyWhatIsNotTheEnvironmentsHasPlaceholders() {
        assertThat(ContextSettings.layered(
                        of("hindsight.name", "a"),
                        of("hindsight.routes", "b"),
                        Map.of("HINDSIGHT_HTTP_HOST", "c"),
                        value -> value + "!"))
                .isEqualTo(Map.of("hindsight.name", "a!", "hindsight.routes", "b!", "hindsight.http.host", "c"));
    }

    private static Map<String, String> layered(Properties file, Properties system, Map<String, String> environment) {
        return ContextSettings.layered(file, system, environment, UnaryOperator.identity());
    }

    private static String variable(String key) {
        return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private static Properties of(String... keyAndValue) {
        var properties = new Properties();
        if (keyAndValue.length > 0) {
            properties.setProperty(keyAndValue[0], keyAndValue[1]);
        }
        return properties;
    }
}
