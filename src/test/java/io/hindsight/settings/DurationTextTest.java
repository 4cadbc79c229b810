package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @Test
    void isReadAsCamelWritesIt() {
        assertThat(DurationText.read("500ms")).contains(Duration.ofMillis(500));
        assertThat(DurationText.read("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(DurationText.read("7d")).contains(Duration.ofDays(7));
        assertThat(DurationText.read("250")).contains(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5s", "5 parsecs", ""})
    void whatIsNoneIsSaid(String text) {
        assertThat(DurationText.read(text)).isEmpty();
    }

    @Property(tries = 500)
    void noTextIsAnError(@ForAll String text) {
        assertThat(DurationText.read(text).filter(Duration::isNegative)).isEmpty();
    }

    @Test
    void aSettingThatIsNoneIsNamed() {
        assertThatThrownBy(() -> Settings.of(Map.of("hindsight.kafka.retention", "soon")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("hindsight.kafka.retention")
                .hasMessageContaining("'soon' is not a duration");
    }
}
