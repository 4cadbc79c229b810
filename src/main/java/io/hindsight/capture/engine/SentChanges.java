package io.hindsight.capture.engine;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.hindsight.capture.message.ChangedKey;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Moves an engine's offset behind the changes that Kafka has. */
final class SentChanges {

    private SentChanges() {}

    /**
     * Moves it, and stores it.
     *
     * @param known what is stored beside the engine's own keys
     */
    static void done(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            Map<String, Object> known,
            RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        // a delete's offset is behind its create already, which may come in the next batch, to another engine
        var done = events.stream()
                .filter(event -> !ChangedKey.isDelete(event.value()))
                .toList();
        for (var event : done.subList(0, Math.max(0, done.size() - 1))) {
            committer.markProcessed(event);
        }
        if (!done.isEmpty()) {
            var last = done.get(done.size() - 1);
            var offsets = committer.buildOffsets();
            last.value().sourceOffset().forEach(offsets::set);
            known.forEach(offsets::set);
            committer.markProcessed(last, offsets);
        }
        committer.markBatchFinished();
    }
}
