package io.hindsight.capture.engine;

import io.hindsight.capture.CaptureException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether changes flow, and if they don't, why; each turn is logged once. An engine that follows one that has ended is on
 * trial: what ended the other is the reason until it has run for a while.
 */
final class CaptureState {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureState.class);

    private final Duration longestSilence;
    private final Clock clock;
    private final Restarts restarts = new Restarts();

    private boolean running;
    private boolean refused;
    private boolean standby;
    private boolean announced;
    private boolean forgiven;
    private String reason = "capture is starting";
    private Instant started;
    private Instant heard;

    /** @param longestSilence without a change or a heartbeat; zero where the source sends no heartbeats */
    CaptureState(Duration longestSilence, Clock clock) {
        this.longestSilence = longestSilence;
        this.clock = clock;
        this.heard = clock.instant();
    }

    /** Another instance captures, and this one is ready to go on in its place. */
    synchronized void standsBy() {
        if (!standby) {
            LOG.info("capture stands by: another instance captures");
        }
        standby = true;
        running = false;
        announced = false;
        restarts.none();
    }

    synchronized boolean isStandby() {
        return standby;
    }

    /** Whether changes are captured here, and not only for a moment. */
    synchronized boolean isRunning() {
        return running && !isOnTrial();
    }

    private boolean isOnTrial() {
        return age().compareTo(restarts.trial()) < 0;
    }

    private Duration age() {
        return Duration.between(started, clock.instant());
    }

    /** When Kafka had a change or a heartbeat last, or an engine came up. */
    synchronized Instant heard() {
        return heard;
    }

    /** The engine has come up; that is no proof of health where the last one ended by a batch it couldn't deliver. */
    synchronized void started() {
        started = clock.instant();
        forgiven = false;
        if (!refused) {
            turnOn();
        }
    }

    /** Kafka has a batch. */
    synchronized void delivered() {
        refused = false;
        if (started == null) {
            started = clock.instant();
        }
        turnOn();
    }

    /** The route has not taken a batch; the engine is about to end, which may take as long as Kafka is away. */
    synchronized void refused(Throwable cause) {
        refused = true;
        turnOff(cause);
    }

    /** It isn't known whose turn it is. */
    synchronized void waits(String why) {
        turnOff(new CaptureException(why));
    }

    /** The engine has ended; gives how long to wait for the next one. */
    synchronized Duration ended(Throwable cause) {
        turnOff(cause);
        var ran = started == null ? Duration.ZERO : age();
        started = null;
        if (forgiven) {
            forgiven = false;
            return Duration.ZERO;
        }
        return restarts.ended(ran);
    }

    /** What ended engines was a server that is back: the next one needn't wait, and isn't on trial. */
    synchronized void forgive() {
        restarts.none();
        forgiven = true;
    }

    private void turnOff(Throwable cause) {
        var now = CaptureException.of(cause).getMessage();
        if (announced || !now.equals(reason)) {
            LOG.warn("capture stopped: {}; retrying", now);
        }
        running = false;
        standby = false;
        announced = false;
        reason = now;
    }

    private void turnOn() {
        heard = clock.instant();
        running = true;
        standby = false;
        if (!announced && !isOnTrial()) {
            LOG.info("capture running");
            announced = true;
        }
    }

    /** Gives the reason why no changes flow; empty if they do, or if that is another instance's part. */
    synchronized Optional<String> problem() {
        if (standby) {
            return Optional.empty();
        }
        if (!running) {
            return Optional.of(reason + again(""));
        }
        if (isOnTrial()) {
            return Optional.of(reason + again(", runs again for " + age().toSeconds() + " s"));
        }
        var silence = Duration.between(heard, clock.instant());
        return longestSilence.isZero() || silence.compareTo(longestSilence) < 0
                ? Optional.empty()
                : Optional.of("neither a change nor a heartbeat came through for " + silence.toSeconds()
                        + " s: the source or Kafka doesn't answer");
    }

    private String again(String now) {
        return restarts.ends() < 2 ? "" : " (capture has ended " + restarts.ends() + " times in a row" + now + ")";
    }
}
