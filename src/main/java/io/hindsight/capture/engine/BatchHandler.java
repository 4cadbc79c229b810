package io.hindsight.capture.engine;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.capture.message.Deduplication;
import io.hindsight.capture.message.HeldChanges;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Sends each batch through the route, and marks it done only if the route has completed without an exception. */
final class BatchHandler implements ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {

    private final BatchConsumer consumer;
    private final BatchRoute route;
    private final CaptureState state;
    private final Lease lease;
    private final CaptureMeters meters;
    private final SourceCapture.EngineGuard source;
    private final HeldChanges held;
    private final Arrivals arrivals;

    BatchHandler(
            BatchConsumer consumer,
            BatchRoute route,
            CaptureState state,
            Lease lease,
            CaptureMeters meters,
            SourceCapture.EngineGuard source,
            HeldChanges held,
            Arrivals arrivals) {
        this.consumer = consumer;
        this.route = route;
        this.state = state;
        this.lease = lease;
        this.meters = meters;
        this.source = source;
        this.held = held;
        this.arrivals = arrivals;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        route.during(() -> {
            var records = events.stream().map(ChangeEvent::value).toList();
            // an end for the better: nothing is wrong with capture
            arrivals.check(records);
            try {
                take(records, events, committer);
            } catch (RuntimeException failure) {
                if (consumer.isRunAllowed()) {
                    state.refused(failure);
                }
                // never one of Connect's own: the engine takes a retriable one as leave to go on with the next batch
                throw CaptureException.of(failure);
            }
        });
    }

    private void take(
            List<SourceRecord> records,
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        lease.check();
        source.check(records);
        route.send(held.others(records), Map.of(Deduplication.class, source.deduplication(), HeldChanges.class, held));
        // the offset must not go back behind that of an instance that has taken over meanwhile
        lease.check();
        SentChanges.done(events, source.known(), committer);
        state.delivered();
        // some may have been held on the way
        meters.delivered(held.others(records));
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return false;
    }
}
