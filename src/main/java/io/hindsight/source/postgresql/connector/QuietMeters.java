package io.hindsight.source.postgresql.connector;

import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.meters.CommonEventMeter;
import io.debezium.pipeline.metrics.PipelineMetrics;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.spi.schema.DataCollectionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** Makes no text of each change for JMX, with its key and place: it took a fifth of the reading thread. */
record QuietMeters(EventMetadataProvider own) implements EventMetadataProvider {

    /** Has a running connector count so, for which Debezium has no option. */
    static void of(ChangeEventSourceCoordinator<?, ?> coordinator) {
        try {
            var meter = PipelineMetrics.class.getDeclaredField("commonEventMeter");
            meter.setAccessible(true);
            var text = CommonEventMeter.class.getDeclaredField("metadataProvider");
            text.setAccessible(true);
            for (var name : List.of("snapshotMetrics", "streamingMetrics")) {
                var metrics = ChangeEventSourceCoordinator.class.getDeclaredField(name);
                metrics.setAccessible(true);
                var counted = meter.get(metrics.get(coordinator));
                text.set(counted, new QuietMeters((EventMetadataProvider) text.get(counted)));
            }
        } catch (ReflectiveOperationException another) {
            throw new IllegalStateException("this isn't the connector of Debezium 3.4", another);
        }
    }

    @Override
    public String toSummaryString(DataCollectionId source, OffsetContext offset, Object key, Struct value) {
        return "";
    }

    @Override
    public Instant getEventTimestamp(DataCollectionId source, OffsetContext offset, Object key, Struct value) {
        return own.getEventTimestamp(source, offset, key, value);
    }

    @Override
    public Map<String, String> getEventSourcePosition(
            DataCollectionId source, OffsetContext offset, Object key, Struct value) {
        return own.getEventSourcePosition(source, offset, key, value);
    }

    @Override
    public String getTransactionId(DataCollectionId source, OffsetContext offset, Object key, Struct value) {
        return own.getTransactionId(source, offset, key, value);
    }
}
