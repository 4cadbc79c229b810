package io.hindsight.command.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the program at SIGTERM and Ctrl-C: in order and with exit code 0 if it can, and in any case. */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Main main;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean started;

    private Shutdown(Main main) {
        this.main = main;
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport all) {
                started = true;
            }
        });
    }

    /** Runs Camel in this thread until it fails or the JVM is told to end. */
    static void runUntilToldToEnd(Main main) throws Exception {
        var signals = new Shutdown(main);
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
        // while it starts it may be waiting for a database, and nothing needs an orderly end: a crash loses nothing
        var orderly = started && isStopped();
        LOG.info(orderly || !started ? "stopped" : "ended before all had stopped; what wasn't committed is read again");
        Runtime.getRuntime().halt(0);
    }

    private boolean isStopped() {
        try {
            return stopped.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException impatient) {
            return false;
        }
    }
}
