package io.hindsight.command;

import java.time.Duration;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What SIGTERM and Ctrl-C do: a good end with exit code 0, and an end in any case. */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private Signals() {}

    /** Ends Camel, which this thread is about to run, when the JVM is told to end. */
    static void end(Main main) {
        var runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main, runner), "stop"));
    }

    private static void stop(Main main, Thread runner) {
        if (!runner.isAlive() || main.getCamelContext() == null) {
            return;
        }
        LOG.info("stopping");
        main.completed();
        if (main.getCamelContext().isStarting()) {
            // it may be waiting for a database
            runner.interrupt();
        }
        try {
            runner.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        LOG.info(runner.isAlive() ? "ended before all had stopped; what wasn't committed will be read again" : "stopped");
        Runtime.getRuntime().halt(0);
    }
}
