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
import java.util.function.Consumer;
import org.apache.kafka.connect.source.SourceRecord;

/** Sends what an engine brings that reads beside the one that captures, until it has what it is for. */
final class PastHandler implements ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {

    /** Says what of a batch is wanted. */
    @FunctionalInterface
    interface Reading {
        /**
         * Takes a batch; gives whether all is there that is wanted.
         *
         * @param send returns when Kafka has the changes
         */
        boolean take(List<SourceRecord> records, Consumer<List<SourceRecord>> send) throws InterruptedException;
    }

    private final BatchRoute route;
    private final Lease lease;
    private final MessageForms forms;
    private final Reading reading;
    private volatile boolean isDone;
    private volatile long heard = System.nanoTime();

    PastHandler(BatchRoute route, Lease lease, MessageForms forms, Reading reading) {
        this.route = route;
        this.lease = lease;
        this.forms = forms;
        this.reading = reading;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        route.during(() -> {
            if (!isDone) {
                try {
                    lease.check();
                    isDone =
                            reading.take(events.stream().map(ChangeEvent::value).toList(), this::send);
                } catch (RuntimeException failure) {
                    throw CaptureException.of(failure);
                }
                heard = System.nanoTime();
            }
            SentChanges.done(events, Map.of(), committer);
        });
    }

    private void send(List<SourceRecord> changes) {
        if (!changes.isEmpty()) {
            route.send(changes, Map.of(MessageForms.class, forms));
        }
        lease.check();
        heard = System.nanoTime();
    }

    /** Whether Kafka has all that was asked for. */
    boolean isDone() {
        return isDone;
    }

    /** How long neither a change nor a heartbeat has come. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return false;
    }
}
