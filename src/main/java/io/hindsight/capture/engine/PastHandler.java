package io.hindsight.capture.engine;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.capture.message.MessageForms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Sends what an engine brings that reads beside the one that captures, until it has what it is for. */
abstract class PastHandler implements ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {

    private final BatchRoute route;
    private final Lease lease;
    private final MessageForms forms;
    private volatile boolean isDone;
    private volatile long heard = System.nanoTime();

    PastHandler(BatchRoute route, Lease lease, MessageForms forms) {
        this.route = route;
        this.lease = lease;
        this.forms = forms;
    }

    /** Takes a batch. */
    abstract void take(List<SourceRecord> records) throws InterruptedException;

    @Override
    public final void handleBatch(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        route.during(() -> {
            if (!isDone) {
                try {
                    take(events.stream().map(ChangeEvent::value).toList());
                } catch (RuntimeException failure) {
                    throw CaptureException.of(failure);
                }
                heard = System.nanoTime();
            }
            for (var event : events) {
                committer.markProcessed(event);
            }
            committer.markBatchFinished();
        });
    }

    /** Returns when Kafka has the changes. */
    final void send(List<SourceRecord> changes) {
        lease.check();
        if (!changes.isEmpty()) {
            route.send(changes, Map.of(MessageForms.class, forms));
        }
        lease.check();
        heard = System.nanoTime();
    }

    /** Nothing more of what comes is wanted. */
    final void done() {
        isDone = true;
    }

    /** Whether Kafka has all that was asked for. */
    final boolean isDone() {
        return isDone;
    }

    /** How long neither a change nor a heartbeat has come. */
    final Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return false;
    }
}
