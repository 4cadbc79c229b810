package io.hindsight.demo;

import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the item assets at a rate, in a thread of its own, until it's closed; MySQL may come and go meanwhile. */
final class Workload implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workload.class);

    private final Store source;
    private final long nanosPerChange;
    private final Random random;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "workload");

    /**
     * Makes it.
     *
     * @param rate changes per second
     */
    Workload(Store source, double rate, long seed) {
        this.source = source;
        this.nanosPerChange = (long) (1e9 / rate);
        this.random = new Random(seed);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                try (var players = new Players(source.connect(), random)) {
                    play(players);
                } catch (SQLException failure) {
                    LOG.warn("the workload waits for MySQL: {}", failure.getMessage());
                }
            } while (!stop.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(Players players) throws SQLException, InterruptedException {
        var due = System.nanoTime();
        // what MySQL couldn't take in time isn't made up for
        do {
            due = Math.max(due + players.act() * nanosPerChange, System.nanoTime() - nanosPerChange);
        } while (!stop.await(due - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
