package io.hindsight.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What SIGTERM and Ctrl-C do: a good end with exit code 0, and an end in any case. */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private static final long POLL_MILLIS = 200;

    private final Main main;
    private final Thread runner = Thread.currentThread();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Signals(Main main) {
        this.main = main;
    }

    /** Runs Camel in this thread until it fails or the JVM is told to end. */
    static void runUntilToldToEnd(Main main) throws Exception {
        var signals = new Signals(main);
        Runtime.getRuntime().addShutdownHook(new Thread(signals::stop, "stop"));
        try {
            main.run();
        } finally {
            signals.stopped.countDown();
        }
    }

    private void stop() {
        if (stopped.getCount() == 0) {
            return;
        }
        LOG.info("stopping");
        main.completed();
        LOG.info(isStopped() ? "stopped" : "ended before all had stopped; what wasn't committed will be read again");
        Runtime.getRuntime().halt(0);
    }

    private boolean isStopped() {
        var latest = System.nanoTime() + LONGEST_STOP.toNanos();
        try {
            while (!stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > latest) {
                    return false;
                }
                wakeUp();
            }
            return true;
        } catch (InterruptedException impatient) {
            return false;
        }
    }

    /** While it starts, it may be waiting for a database; a driver can swallow an interrupt, so there are several. */
    private void wakeUp() {
        var context = main.getCamelContext();
        if (context == null || !context.isStarted() && !context.isStopping()) {
            runner.interrupt();
        }
    }
}
