package io.hindsight.capture.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** When an engine that ends again and again is taken for one that runs. */
class CaptureStateTest {

    private static final Throwable REASON = new IllegalStateException("the source has a bad day");

    private Instant now = Instant.EPOCH;

    private final CaptureState state = new CaptureState(Duration.ofSeconds(30), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    @Test
    void theFirstIsWellAtOnce() {
        assertThat(state.problem()).contains("capture is starting");
        assertThat(state.isRunning()).isFalse();
        state.started();
        assertThat(state.isRunning()).isTrue();
        assertThat(state.problem()).isEmpty();
    }

    @Test
    void oneThatEndsAtEachStartNeverRunsAndWaitsLonger() {
        var last = Duration.ZERO;
        for (var end = 1; end <= 10; end++) {
            state.started();
            if (end > 1) {
                assertThat(state.isRunning()).isFalse();
                assertThat(state.problem().orElse("")).contains("the source has a bad day");
            }
            var wait = state.ended(REASON);
            assertThat(wait)
                    .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1))
                    .isGreaterThanOrEqualTo(last);
            last = end < 6 ? wait : Duration.ZERO;
            now = now.plus(wait);
        }
        assertThat(state.problem()).contains("the source has a bad day (capture has ended 10 times in a row)");
    }

    /** Each brings a batch and runs for some seconds: it isn't taken for well by that. */
    @Test
    void oneThatDiesOfWhatComesAfterAMomentDoesNotFlap() {
        for (var end = 1; end <= 8; end++) {
            state.started();
            state.delivered();
            pass(5);
            state.delivered();
            assertThat(state.isRunning()).as("end " + end).isEqualTo(end <= 2);
            now = now.plus(state.ended(REASON));
        }
    }

    @Test
    void oneThatHasRunForAWhileIsWellAndBeginsTheCountAgain() {
        for (var end = 1; end <= 4; end++) {
            state.started();
            state.ended(REASON);
        }
        state.started();
        state.delivered();
        pass(9);
        assertThat(state.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .contains("the source has a bad day (capture has ended 4 times in a row, runs again for 9 s)"));
        pass(1);
        assertThat(state.isRunning()).isTrue();
        assertThat(state.problem()).isEmpty();
        pass(60);
        assertThat(state.ended(REASON)).isLessThan(Duration.ofSeconds(2));
        state.started();
        pass(1);
        assertThat(state.isRunning()).isTrue();
    }

    @Test
    void oneThatFollowsAServersReturnBeginsAtOnce() {
        state.started();
        state.forgive();
        assertThat(state.ended(REASON)).isZero();
        state.started();
        assertThat(state.isRunning()).isTrue();
        assertThat(state.ended(REASON)).isPositive();
    }

    @Test
    void oneThatFollowsARefusedBatchHasToDeliverOne() {
        state.started();
        state.refused(REASON);
        state.ended(REASON);
        state.started();
        pass(20);
        assertThat(state.isRunning()).isFalse();
        state.delivered();
        assertThat(state.isRunning()).isTrue();
    }
}
