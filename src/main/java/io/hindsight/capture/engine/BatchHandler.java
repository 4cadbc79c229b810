package io.hindsight.capture.engine;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.capture.message.Deduplication;
import io.hindsight.capture.message.HeldChanges;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;

/** Sends each batch through the route, and marks it done only if the route has completed without an exception. */
final class BatchHandler implements ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {

    private static final long LAST_BATCH_SECONDS = 5;

    private final BatchConsumer consumer;
    private final CaptureState state;
    private final Lease lease;
    private final CaptureMeters meters;
    private final SourceCapture.EngineGuard source;
    private final HeldChanges held;
    private final ReentrantLock batch = new ReentrantLock();

    BatchHandler(
            BatchConsumer consumer,
            CaptureState state,
            Lease lease,
            CaptureMeters meters,
            SourceCapture.EngineGuard source,
            HeldChanges held) {
        this.consumer = consumer;
        this.state = state;
        this.lease = lease;
        this.meters = meters;
        this.source = source;
        this.held = held;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        batch.lockInterruptibly();
        try {
            lease.check();
            var records = events.stream().map(ChangeEvent::value).toList();
            source.check(records);
            route(held.others(records));
            // the offset must not go back behind that of an instance that has taken over meanwhile
            lease.check();
            for (var event : events) {
                committer.markProcessed(event);
            }
            committer.markBatchFinished();
            state.delivered();
            // some may have been held on the way
            meters.delivered(held.others(records));
        } catch (RuntimeException failure) {
            if (consumer.isRunAllowed()) {
                state.refused(failure);
            }
            // never one of Connect's own: the engine takes a retriable one as leave to go on with the next batch
            throw CaptureException.of(failure);
        } finally {
            batch.unlock();
        }
    }

    boolean isBusy() {
        return batch.isLocked();
    }

    private void route(List<SourceRecord> records) {
        var exchange = consumer.createExchange(false);
        try {
            exchange.getIn().setBody(records);
            exchange.setProperty(Deduplication.class.getName(), source.deduplication());
            exchange.setProperty(HeldChanges.class.getName(), held);
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

    /** Lets a batch that is under way come to its end, for a while. */
    void awaitIdle() {
        try {
            if (batch.tryLock(LAST_BATCH_SECONDS, TimeUnit.SECONDS)) {
                batch.unlock();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return false;
    }
}
