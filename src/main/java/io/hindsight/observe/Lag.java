package io.hindsight.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How far a warehouse is behind Kafka. In seconds it is the age of what the warehouse has: the time since the source
 * committed the last applied change or, if that is later, since the warehouse was last seen to have everything; so a
 * change after a quiet night doesn't look like a night's lag.
 */
final class Lag {

    private final Clock clock;
    private OptionalLong changes = OptionalLong.empty();
    private Instant reached;

    /** Starts as if all had been there when the program started: the least that can be said. */
    Lag(Clock clock) {
        this.clock = clock;
        this.reached = clock.instant();
    }

    /** The warehouse has a change that was committed then; by a clock that is ahead of ours, now. */
    synchronized void applied(Instant commit) {
        var now = clock.instant();
        reach(commit.isAfter(now) ? now : commit);
    }

    /** So many messages were not yet committed at that moment. */
    synchronized void seen(long messages, Instant at) {
        changes = OptionalLong.of(messages);
        if (messages == 0) {
            reach(at);
        }
    }

    /** Kafka didn't say: what isn't known is no lag of zero. */
    synchronized void unknown() {
        changes = OptionalLong.empty();
    }

    private void reach(Instant moment) {
        if (moment.isAfter(reached)) {
            reached = moment;
        }
    }

    /** Messages behind; NaN when that isn't known. */
    synchronized double changes() {
        return changes.isPresent() ? changes.getAsLong() : Double.NaN;
    }

    synchronized double seconds() {
        if (changes.isPresent() && changes.getAsLong() == 0) {
            return 0;
        }
        return Math.max(0, Duration.between(reached, clock.instant()).toMillis() / 1000.0);
    }
}
