package io.hindsight.capture.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.debezium.data.Envelope;
import io.hindsight.capture.message.ChangedKey;
import io.hindsight.capture.message.FirstChanges;
import io.hindsight.capture.message.MessageForms;
import io.hindsight.capture.message.SourceBlock;
import io.hindsight.capture.reread.FirstHistory;
import io.hindsight.capture.reread.ForgottenKeys;
import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.history.ForgottenRows;
import io.hindsight.settings.Settings;
import io.hindsight.source.RateLimiter;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Sends what a rereading brings, up to the place where it ends, no faster than is agreed. */
final class RereadHandler implements PastHandler.Reading {

    private static final int REMEMBERED_ROWS = 200_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SourceDriver source;
    private final SourceOffset until;
    private final RateLimiter limiter;
    private final Optional<FirstHistory> first;
    private final Consumer<RereadProgress> reached;
    private final Duration workedBefore;
    private final long began = System.nanoTime();
    private volatile RereadProgress progress;

    /** @param reached is told after each batch that Kafka has */
    RereadHandler(
            Settings settings,
            Rereading rereading,
            RereadProgress before,
            Optional<FirstHistory> first,
            Consumer<RereadProgress> reached) {
        this.source = SourceDriver.of(settings.source().kind());
        this.until = source.offset(rereading.until()).orElseThrow();
        this.limiter = new RateLimiter(settings.reread().rowsPerSecond());
        this.first = first;
        this.reached = reached;
        this.workedBefore = before.worked();
        this.progress = before;
    }

    /** What messages of a rereading are written with: they name it, and say nothing of rows that were forgotten. */
    static MessageForms forms(Settings settings, Rereading rereading, ForgottenKeys forgotten) {
        var firsts = rereading.isFirst() && !rereading.isUnread()
                ? new FirstChanges(REMEMBERED_ROWS)
                : FirstChanges.UNMARKED;
        var source = SourceDriver.of(settings.source().kind());
        return MessageForms.of(
                settings,
                Map.of(Rereading.HEADER, rereading.id().getBytes(StandardCharsets.US_ASCII)),
                firsts,
                (change, key) -> forgotten.restOf(
                                SourceBlock.table((Struct) change.value()),
                                key,
                                source.place(sourceBlock(change))
                                        .changeSeq(settings.source().epoch()))
                        != ForgottenRows.Rest.ALL);
    }

    @Override
    public boolean take(List<SourceRecord> records, Consumer<List<SourceRecord>> send) throws InterruptedException {
        var changes = new ArrayList<SourceRecord>();
        SourceRecord last = null;
        var isEnd = false;
        for (var each : records) {
            isEnd = place(each).filter(place -> place.compareTo(until) >= 0).isPresent();
            if (isEnd) {
                first.ifPresent(history -> history.reached(until, Optional.of(Instant.now())));
                break;
            }
            if (!ChangedKey.isDelete(each)) {
                last = each;
            }
            first.ifPresent(history -> follow(history, each));
            if (isChange(each)) {
                changes.add(each);
            }
        }
        send.accept(changes);
        if (last != null) {
            progress = after(last, changes);
        }
        reached.accept(progress);
        limiter.read(changes.size());
        return isEnd;
    }

    private void follow(FirstHistory history, SourceRecord record) {
        var at = isChange(record) ? Optional.of(committed(record)) : Optional.<Instant>empty();
        place(record).ifPresent(place -> history.reached(place, at));
        if (at.isPresent()
                && ((Struct) record.value())
                        .getString(Envelope.FieldName.OPERATION)
                        .equals("t")) {
            history.emptied(SourceBlock.table((Struct) record.value()), at.get());
        }
    }

    private RereadProgress after(SourceRecord last, List<SourceRecord> changes) {
        return new RereadProgress(
                RereadProgress.State.RUNNING,
                stored(last),
                changes.isEmpty() ? progress.committed() : Optional.of(committed(changes.get(changes.size() - 1))),
                progress.changes() + changes.size(),
                progress.bytes(),
                workedBefore.plusNanos(System.nanoTime() - began),
                "");
    }

    static ObjectNode stored(SourceRecord record) {
        return JSON.valueToTree(record.sourceOffset());
    }

    private static Instant committed(SourceRecord change) {
        return Instant.EPOCH.plus(sourceBlock(change).getInt64("ts_us"), ChronoUnit.MICROS);
    }

    /** Of a change it is its own; the offset is where its transaction begins. */
    private Optional<SourceOffset> place(SourceRecord record) {
        return isChange(record) ? Optional.of(source.place(sourceBlock(record))) : source.offset(stored(record));
    }

    private static Struct sourceBlock(SourceRecord change) {
        return ((Struct) change.value()).getStruct(Envelope.FieldName.SOURCE);
    }

    static boolean isChange(SourceRecord record) {
        return record.value() instanceof Struct && Envelope.isEnvelopeSchema(record.valueSchema());
    }

    /** How far it has come. */
    RereadProgress progress() {
        return progress;
    }
}
