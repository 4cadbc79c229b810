package io.hindsight.capture.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Counts engines that have ended one after the other: each waits longer than the one before it, from a second to a
 * minute, and has to run longer before it is taken for well. One that has run for a minute begins the count again.
 */
final class Restarts {

    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration FIRST = Duration.ofSeconds(1);
    /** How long one must run at least that isn't the first to follow another. */
    private static final Duration LEAST_TRIAL = Duration.ofSeconds(10);
    /** So that not all who have lost a server come back to it at once. */
    private static final double JITTER = 0.25;

    private Duration wait = Duration.ZERO;
    private int ends;

    /** Notes an end; gives how long to wait for the next start. */
    Duration ended(Duration ran) {
        if (ran.compareTo(LONGEST) >= 0) {
            none();
        }
        ends++;
        wait = ends == 1 ? FIRST : min(wait.multipliedBy(2), LONGEST);
        var jitter = wait.toMillis() * JITTER * ThreadLocalRandom.current().nextDouble();
        return min(wait.plusMillis((long) jitter), LONGEST);
    }

    /** Begins anew. */
    void none() {
        ends = 0;
        wait = Duration.ZERO;
    }

    /** How long the next one has to run. */
    Duration trial() {
        return ends < 2 ? wait : max(wait, LEAST_TRIAL);
    }

    int ends() {
        return ends;
    }

    private static Duration min(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }

    private static Duration max(Duration left, Duration right) {
        return left.compareTo(right) > 0 ? left : right;
    }
}
