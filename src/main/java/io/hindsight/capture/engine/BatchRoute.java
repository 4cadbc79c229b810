package io.hindsight.capture.engine;

import io.hindsight.capture.CaptureException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;

/** Takes the batches of one engine through the route, one at a time. */
final class BatchRoute {

    /** Does something with a batch. */
    @FunctionalInterface
    interface BatchWork {
        void run() throws InterruptedException;
    }

    private static final long LAST_BATCH_SECONDS = 3;

    private final BatchConsumer consumer;
    private final ReentrantLock batch = new ReentrantLock();

    BatchRoute(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    /** Does all that belongs to a batch. */
    void during(BatchWork work) throws InterruptedException {
        batch.lockInterruptibly();
        try {
            work.run();
        } finally {
            batch.unlock();
        }
    }

    /**
     * Returns when Kafka has the changes.
     *
     * @param about what the route is told beside them, by the names of its classes
     * @throws CaptureException never one of Connect's own: the engine takes a retriable one as leave to go on with the
     *     next batch
     */
    void send(List<SourceRecord> records, Map<Class<?>, Object> about) {
        var exchange = consumer.createExchange(false);
        try {
            exchange.getIn().setBody(records);
            about.forEach((type, value) -> exchange.setProperty(type.getName(), value));
            consumer.getProcessor().process(exchange);
        } catch (Exception failure) {
            exchange.setException(failure);
        }
        try {
            if (exchange.getException() != null) {
                throw CaptureException.of(exchange.getException());
            }
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    boolean isBusy() {
        return batch.isLocked();
    }

    /** Lets a batch that is under way come to its end, for a while. */
    void awaitIdle() throws InterruptedException {
        if (batch.tryLock(LAST_BATCH_SECONDS, TimeUnit.SECONDS)) {
            batch.unlock();
        }
    }
}
