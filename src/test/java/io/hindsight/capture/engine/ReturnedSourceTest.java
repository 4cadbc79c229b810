package io.hindsight.capture.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReturnedSourceTest {

    private final ReturnedSource source = new ReturnedSource();

    @Test
    void anEngineThatHearsNothingFromASourceThatIsBackWaitsForNobody() {
        source.look(true, at(0));
        assertThat(source.isUnheard(at(0), at(20))).isFalse();
        source.look(false, at(21));
        source.look(false, at(40));
        assertThat(source.isUnheard(at(20), at(40))).isFalse();
        source.look(true, at(41));
        assertThat(source.isUnheard(at(20), at(42))).isFalse();
        assertThat(source.isUnheard(at(20), at(43))).isTrue();
        assertThat(source.isUnheard(at(20), at(60)))
                .as("the next engine has its own time")
                .isFalse();
    }

    @Test
    void afterAShortWhileAHeartbeatHasItsTime() {
        source.look(false, at(8));
        source.look(true, at(10));
        assertThat(source.isUnheard(at(7), at(13))).isFalse();
        assertThat(source.isUnheard(at(7), at(14))).isTrue();
    }

    @Test
    void oneThatHearsOfItsHeartbeatsGoesOn() {
        source.look(false, at(0));
        source.look(true, at(10));
        assertThat(source.isUnheard(at(13), at(16))).isFalse();
        assertThat(source.isUnheard(at(13), at(40))).isFalse();
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
