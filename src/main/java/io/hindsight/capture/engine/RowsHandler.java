package io.hindsight.capture.engine;

import io.debezium.data.Envelope;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Sends the rows of tables as a first snapshot reads them, and no more: what follows them ends it. */
final class RowsHandler implements PastHandler.Reading {

    private final SourceDriver source;
    private volatile SourceOffset end;

    RowsHandler(Settings settings) {
        this.source = SourceDriver.of(settings.source().kind());
    }

    @Override
    public boolean take(List<SourceRecord> records, Consumer<List<SourceRecord>> send) {
        var after = records.stream()
                .filter(record -> !isRead(record))
                .map(RereadHandler::stored)
                .filter(offset -> !StoredOffset.isOfSnapshot(offset))
                .flatMap(offset -> source.offset(offset).stream())
                .findFirst();
        send.accept(records.stream().filter(RowsHandler::isRead).toList());
        end = after.orElse(null);
        return end != null;
    }

    /** The last one's offset is that of what follows. */
    private static boolean isRead(SourceRecord record) {
        return RereadHandler.isChange(record)
                && ((Struct) record.value())
                        .getString(Envelope.FieldName.OPERATION)
                        .equals(Envelope.Operation.READ.code());
    }

    /** Where the log had come to when all rows had been read; empty until they have been. */
    Optional<SourceOffset> end() {
        return Optional.ofNullable(end);
    }
}
