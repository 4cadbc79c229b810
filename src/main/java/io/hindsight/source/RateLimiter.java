package io.hindsight.source;

import java.util.concurrent.TimeUnit;

/** Holds back whoever reads more rows a second than was agreed. */
public final class RateLimiter {

    private final int rowsPerSecond;
    private long nanosToGo = System.nanoTime();

    public RateLimiter(int rowsPerSecond) {
        this.rowsPerSecond = rowsPerSecond;
    }

    /** So many rows have been read; waits until the next may be. */
    public void read(long rows) throws InterruptedException {
        nanosToGo = Math.max(nanosToGo, System.nanoTime() - TimeUnit.SECONDS.toNanos(1))
                + TimeUnit.SECONDS.toNanos(rows) / rowsPerSecond;
        var pause = nanosToGo - System.nanoTime();
        if (pause > 0) {
            TimeUnit.NANOSECONDS.sleep(pause);
        }
    }
}
