package io.hindsight.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How the demo ends by Ctrl-C or TERM: what runs is asked to end, and has 20 seconds for it; the servers, on their
 * leash, end with this JVM in any case.
 */
final class Ending {

    static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int INTERRUPTED = 130;

    private final PrintStream out;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean orderly;
    private volatile int exitCode = INTERRUPTED;

    Ending(PrintStream out) {
        this.out = out;
    }

    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "ending"));
    }

    /** From now on there is something to bring to its end. */
    void becomeOrderly() {
        orderly = true;
    }

    /** Waits until the demo is asked to end, or for so long; gives whether it was. */
    boolean awaitAsked(Duration longest) throws InterruptedException {
        return asked.await(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** All is done: the JVM may go. */
    void ended(int code) {
        exitCode = code;
        ended.countDown();
    }

    private void onShutdown() {
        if (ended.getCount() == 0) {
            return;
        }
        asked.countDown();
        try {
            if (orderly && !ended.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                exitCode = 1;
                out.println("\nIt takes more than " + LONGEST.toSeconds() + " s, so it is ended; nothing is compared.");
            }
        } catch (InterruptedException hurried) {
            exitCode = 1;
        }
        // the exit code is what was found out, not that a signal came
        Runtime.getRuntime().halt(exitCode);
    }
}
