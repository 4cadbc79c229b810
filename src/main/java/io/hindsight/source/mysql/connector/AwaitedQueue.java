package io.hindsight.source.mysql.connector;

import io.debezium.connector.base.DefaultQueueProvider;
import io.debezium.pipeline.Sizeable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds changes between their reader and the engine, and lets the engine sleep until there is one. */
final class AwaitedQueue<T extends Sizeable> extends DefaultQueueProvider<T> {

    /** A permit for each change. */
    private final Semaphore there = new Semaphore(0);

    AwaitedQueue(int largest) {
        super(largest);
    }

    @Override
    public void enqueue(T change) throws InterruptedException {
        super.enqueue(change);
        there.release();
    }

    @Override
    public T poll() throws InterruptedException {
        var change = super.poll();
        if (change != null) {
            there.acquire();
        }
        return change;
    }

    /** Waits until there is a change, or so long. */
    void await(long millis) throws InterruptedException {
        if (there.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            there.release();
        }
    }
}
