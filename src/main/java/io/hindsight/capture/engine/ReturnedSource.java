package io.hindsight.capture.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * Notices a source that answers again: where a network has lost the connection that an engine reads by, neither side is
 * told, and the engine would wait for as long as a source may be silent.
 */
final class ReturnedSource {

    /** In which an engine that streams hears of a heartbeat, of whatever source. */
    private static final Duration PATIENCE = Duration.ofMillis(3_500);

    /** In which it hears of one that was due before: the source sends what it couldn't. */
    private static final Duration PATIENCE_FOR_WHAT_IS_DUE = Duration.ofMillis(1_500);

    private boolean isAway;
    private Instant back;

    /** Looks whether it answers, at a moment. */
    void look(boolean answers, Instant now) {
        if (!answers) {
            back = null;
        } else if (isAway) {
            back = now;
        }
        isAway = !answers;
    }

    /**
     * Gives whether nothing has come since it answers again, which is said once.
     *
     * @param heard when something came last
     */
    boolean isUnheard(Instant heard, Instant now) {
        if (back == null || Duration.between(back, now).compareTo(patience(heard)) < 0) {
            return false;
        }
        var unheard = heard.isBefore(back);
        back = null;
        return unheard;
    }

    private Duration patience(Instant heard) {
        return Duration.between(heard, back).compareTo(PATIENCE) > 0 ? PATIENCE_FOR_WHAT_IS_DUE : PATIENCE;
    }
}
