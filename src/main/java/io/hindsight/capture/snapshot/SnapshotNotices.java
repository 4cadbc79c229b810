package io.hindsight.capture.snapshot;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.pipeline.notification.Notification;
import io.debezium.pipeline.notification.channels.NotificationChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hears from the engine when a snapshot that was asked for begins and ends; the engine finds it by its name. */
public final class SnapshotNotices implements NotificationChannel {

    private static final String INCREMENTAL = "Incremental Snapshot";

    /** By the pipeline's name: the engine makes this object. */
    private static final Map<String, Snapshots> LISTENERS = new ConcurrentHashMap<>();

    private Snapshots listener;

    static void tell(String pipeline, Snapshots listener) {
        LISTENERS.put(pipeline, listener);
    }

    @Override
    public void init(CommonConnectorConfig config) {
        listener = LISTENERS.get(config.getLogicalName());
    }

    @Override
    public String name() {
        return "hindsight";
    }

    @Override
    public void send(Notification notice) {
        if (listener == null || !notice.getAggregateType().equals(INCREMENTAL)) {
            return;
        }
        switch (notice.getType()) {
                // one that was broken off goes on without a word of a start
            case "STARTED", "RESUMED", "IN_PROGRESS" -> listener.goesOn(List.of(notice.getAdditionalData()
                    .getOrDefault("data_collections", "")
                    .split(",")));
            case "TABLE_SCAN_COMPLETED" -> scanned(notice.getAdditionalData());
            case "COMPLETED" -> listener.ends();
            case "ABORTED" -> listener.givesUp();
            default -> {
                // a pause: nobody is told
            }
        }
    }

    private void scanned(Map<String, String> table) {
        var status = table.getOrDefault("status", "");
        if (!status.equals("SUCCEEDED") && !status.equals("EMPTY")) {
            listener.failed(table.get("scanned_collection"), status);
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}
