package io.hindsight.capture.engine;

import io.hindsight.capture.CaptureException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether changes flow, and if they don't, why; each turn is logged once. */
final class CaptureState {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureState.class);

    private final Duration longestSilence;

    private boolean running;
    private boolean everRan;
    private boolean refused;
    private boolean standby;
    private String reason = "capture is starting";
    private Instant heard = Instant.now();

    /** @param longestSilence without a change or a heartbeat; zero where the source sends no heartbeats */
    CaptureState(Duration longestSilence) {
        this.longestSilence = longestSilence;
    }

    /** Another instance captures, and this one is ready to go on in its place. */
    synchronized void standsBy() {
        if (!standby) {
            LOG.info("capture stands by: another instance captures");
        }
        standby = true;
        running = false;
    }

    synchronized boolean isStandby() {
        return standby;
    }

    /** Whether changes are captured here. */
    synchronized boolean isRunning() {
        return running;
    }

    /** The engine has come up; that is no proof of health where the last one ended by a batch it couldn't deliver. */
    synchronized void started() {
        if (!refused) {
            turnOn();
        }
    }

    /** Kafka has a batch. */
    synchronized void delivered() {
        refused = false;
        turnOn();
    }

    /** The route has not taken a batch; the engine is about to end, which may take as long as Kafka is away. */
    synchronized void refused(Throwable cause) {
        refused = true;
        turnOff(cause);
    }

    /** The engine has ended; gives whether it ever ran. */
    synchronized boolean stopped(Throwable cause) {
        turnOff(cause);
        var ran = everRan;
        everRan = false;
        return ran;
    }

    private void turnOff(Throwable cause) {
        var now = CaptureException.of(cause).getMessage();
        if (running || !now.equals(reason)) {
            LOG.warn("capture stopped: {}; retrying", now);
        }
        running = false;
        standby = false;
        reason = now;
    }

    private void turnOn() {
        heard = Instant.now();
        if (!running) {
            LOG.info("capture running");
        }
        running = true;
        standby = false;
        everRan = true;
    }

    /** Gives the reason why no changes flow; empty if they do, or if that is another instance's part. */
    synchronized Optional<String> problem() {
        if (standby) {
            return Optional.empty();
        }
        if (!running) {
            return Optional.of(reason);
        }
        var silence = Duration.between(heard, Instant.now());
        return longestSilence.isZero() || silence.compareTo(longestSilence) < 0
                ? Optional.empty()
                : Optional.of("neither a change nor a heartbeat came through for " + silence.toSeconds()
                        + " s: the source or Kafka doesn't answer");
    }
}
