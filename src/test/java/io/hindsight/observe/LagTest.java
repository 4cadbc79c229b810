package io.hindsight.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LagTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SteppedClock clock = new SteppedClock();
    private final Lag lag = new Lag(clock);

    @Test
    void isUnknownInChangesAndGrowsInSecondsUntilKafkaHasSaidSomething() {
        clock.step(30);
        assertThat(lag.changes()).isNaN();
        assertThat(lag.seconds()).isEqualTo(30);
    }

    @Test
    void isNothingWhenNothingIsBefore() {
        lag.seen(0, clock.instant());
        clock.step(3600);
        assertThat(lag.changes()).isZero();
        assertThat(lag.seconds()).isZero();
    }

    @Test
    void isTheAgeOfTheLastAppliedChange() {
        clock.step(100);
        lag.applied(START.plusSeconds(90));
        lag.seen(7, clock.instant());
        assertThat(lag.changes()).isEqualTo(7);
        assertThat(lag.seconds()).isEqualTo(10);
    }

    @Test
    void doesNotCountAQuietNight() {
        lag.applied(START);
        clock.step(28_800);
        lag.seen(0, clock.instant());
        clock.step(5);
        lag.seen(1, clock.instant());
        assertThat(lag.seconds()).isEqualTo(5);
    }

    @Test
    void isNotMadeSmallerByAnOldChangeThatComesLate() {
        clock.step(100);
        lag.applied(START.plusSeconds(95));
        lag.applied(START.plusSeconds(10));
        lag.seen(1, clock.instant());
        assertThat(lag.seconds()).isEqualTo(5);
    }

    @Test
    void growsWhileKafkaIsAway() {
        lag.seen(0, clock.instant());
        lag.unknown();
        clock.step(60);
        assertThat(lag.changes()).isNaN();
        assertThat(lag.seconds()).isEqualTo(60);
    }

    private static final class SteppedClock extends Clock {

        private Instant now = START;

        void step(long seconds) {
            now = now.plus(Duration.ofSeconds(seconds));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
