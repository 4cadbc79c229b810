package io.hindsight.apply;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a database that is down when the program starts; says so once, not at every try. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long LONGEST_PAUSE_MS = 10_000;

    /** What needs a database. */
    interface Attempt<T> {
        T run() throws SQLException;
    }

    private Patience() {}

    /** Tries with growing pauses, without end; a failure that isn't the database's ends it. */
    static <T> T until(String database, Attempt<T> attempt) {
        var said = false;
        for (var pause = 250L; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
            try {
                var result = attempt.run();
                if (said) {
                    LOG.info("{} is there", database);
                }
                return result;
            } catch (SQLException failure) {
                if (!said) {
                    LOG.warn("{} can't be used yet, trying on: {}", database, failure.getMessage());
                    said = true;
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for " + database, stopped);
            }
        }
    }
}
