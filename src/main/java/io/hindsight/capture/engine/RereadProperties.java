package io.hindsight.capture.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.reread.RereadOffset;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.context.RouteSettings;
import io.hindsight.settings.Settings;
import java.util.Properties;
import java.util.function.Supplier;

/** Says what an engine that reads a span of the log again is told: what the one that captures is, but for a few things. */
record RereadProperties(Settings settings, SourceCapture source, Supplier<Properties> ofCapture) {

    private static final int LARGEST_BATCH = 512;

    /** Of one that reads the rows as they are now. */
    Properties ofRows(Rereading rereading) {
        var own = of(rereading, rereading.from());
        own.remove(RereadOffset.OFFSET);
        own.setProperty("max.batch.size", String.valueOf(LARGEST_BATCH));
        // of others' tables it needs to know nothing
        own.setProperty("schema.history.internal.store.only.captured.tables.ddl", "true");
        return own;
    }

    /** @param place from which it reads on */
    Properties of(Rereading rereading, ObjectNode place) {
        var own = ofCapture.get();
        var engine = settings.name() + "-reread";
        own.setProperty("name", engine);
        own.setProperty("table.include.list", RouteSettings.tables(rereading.tables().stream()));
        own.setProperty("custom.metric.tags", "purpose=reread");
        own.setProperty("include.schema.changes", "false");
        own.setProperty("heartbeat.interval.ms", "500");
        // of a larger one the rate would be kept afterwards only
        own.setProperty(
                "max.batch.size",
                String.valueOf(Math.min(LARGEST_BATCH, settings.reread().rowsPerSecond())));
        own.remove("signal.data.collection");
        own.remove("notification.enabled.channels");
        own.setProperty("offset.storage", RereadOffset.class.getName());
        own.setProperty(RereadOffset.KEY, "[\"" + engine + "\",{\"server\":\"" + settings.name() + "\"}]");
        own.setProperty(RereadOffset.OFFSET, place.toString());
        own.putAll(source.rereading(settings, place));
        return own;
    }
}
