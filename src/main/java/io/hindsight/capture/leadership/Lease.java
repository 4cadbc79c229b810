package io.hindsight.capture.leadership;

import io.hindsight.capture.CaptureException;
import java.time.Duration;

/** Whether this instance may do what one may at a time: a right that ends by the clock where nobody renews it. */
public final class Lease {

    /** Shorter than the session after which Kafka lets another instance have it. */
    private static final Duration LENGTH = Duration.ofSeconds(8);

    private final String right;

    private boolean held;
    private boolean standby;
    private long renewed;
    private String trouble;

    /**
     * @param right what it is for, as in "the right to …"
     * @param trouble why neither it is held nor another has it, as long as Kafka hasn't said anything
     */
    Lease(String right, String trouble) {
        this.right = right;
        this.trouble = trouble;
    }

    /** Whether this instance, and no other, has the right. */
    public boolean isHeld() {
        return wasRenewedWithin(LENGTH);
    }

    synchronized boolean wasRenewedWithin(Duration time) {
        return held && System.nanoTime() - renewed < time.toNanos();
    }

    /** Whether another instance has it, as Kafka has said. */
    public synchronized boolean isStandby() {
        return standby && !isHeld();
    }

    /** Why neither is so. */
    public synchronized String trouble() {
        return trouble;
    }

    /** @throws CaptureException when it isn't held, so that nothing is written by two instances */
    public void check() {
        if (!isHeld()) {
            throw new CaptureException(
                    "another instance may " + right + ": Kafka hasn't confirmed that it is this one's turn");
        }
    }

    /** @param since the nanosecond at which Kafka was asked, for its answer may have been long on its way */
    synchronized void hold(long since) {
        held = true;
        standby = false;
        renewed = since;
    }

    synchronized void standBy() {
        held = false;
        standby = true;
    }

    /** It ends at once. */
    synchronized void lose(String why) {
        held = false;
        waitFor(why);
    }

    /** It ends in its time unless it is renewed. */
    synchronized void waitFor(String what) {
        standby = false;
        trouble = what;
    }
}
