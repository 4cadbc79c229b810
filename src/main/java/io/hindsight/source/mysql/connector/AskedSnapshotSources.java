package io.hindsight.source.mysql.connector;

import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.source.snapshot.incremental.IncrementalSnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.ChangeEventSourceFactory;
import io.debezium.pipeline.source.spi.DataChangeEventListener;
import io.debezium.pipeline.source.spi.SnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.RelationalDatabaseSchema;
import io.debezium.spi.schema.DataCollectionId;
import io.hindsight.source.mysql.snapshot.AskedSnapshots;
import java.util.Optional;

/** A server's own sources of rows, but for snapshots that are asked for: those are {@link AskedSnapshots}. */
record AskedSnapshotSources<P extends Partition, O extends OffsetContext>(
        ChangeEventSourceFactory<P, O> own,
        BinlogConnectorConfig config,
        RelationalDatabaseSchema schema,
        TaskParts<P> parts)
        implements ChangeEventSourceFactory<P, O> {

    @Override
    public SnapshotChangeEventSource<P, O> getSnapshotChangeEventSource(
            SnapshotProgressListener<P> progress, NotificationService<P, O> notices) {
        return own.getSnapshotChangeEventSource(progress, notices);
    }

    @Override
    public StreamingChangeEventSource<P, O> getStreamingChangeEventSource() {
        return own.getStreamingChangeEventSource();
    }

    /** None where there is no table to ask by. */
    @Override
    public Optional<IncrementalSnapshotChangeEventSource<P, ? extends DataCollectionId>>
            getIncrementalSnapshotChangeEventSource(
                    O offset,
                    SnapshotProgressListener<P> progress,
                    DataChangeEventListener<P> changes,
                    NotificationService<P, O> notices) {
        return config.getSignalingDataCollectionIds().isEmpty()
                ? Optional.empty()
                : Optional.of(new AskedSnapshots<>(
                        config,
                        parts.connections().mainConnection(),
                        parts.dispatcher(),
                        schema,
                        parts.clock(),
                        progress,
                        changes,
                        notices,
                        parts.errors()));
    }
}
