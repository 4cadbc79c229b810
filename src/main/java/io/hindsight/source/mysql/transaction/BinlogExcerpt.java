package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.GtidEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.NullEventDataDeserializer;
import io.hindsight.capture.CaptureException;
import io.hindsight.source.mysql.BinlogOffset;
import java.io.IOException;

/** Reads a part of one binlog file beside the connection that follows the log, and as a reader without a server id. */
final class BinlogExcerpt {

    /** Takes events. */
    @FunctionalInterface
    interface Reader {

        /** Gives whether more are wanted. */
        boolean read(Event event) throws InterruptedException;
    }

    private final BinaryLogClient client;
    private final Reader reader;
    private String file;
    private Exception failure;

    /** Has a client not take rows apart. */
    static BinaryLogClient withoutRows(BinaryLogClient client) {
        var events = new EventDeserializer();
        events.setEventDataDeserializer(EventType.ANONYMOUS_GTID, new GtidEventDataDeserializer());
        for (var type : EventType.values()) {
            if (EventType.isRowMutation(type) || type == EventType.TABLE_MAP) {
                events.setEventDataDeserializer(type, new NullEventDataDeserializer());
            }
        }
        client.setEventDeserializer(events);
        return client;
    }

    /** @param client that is used for this alone */
    BinlogExcerpt(BinaryLogClient client, Reader reader) {
        this.client = client;
        this.reader = reader;
        client.setBlocking(false);
        client.setKeepAlive(false);
        client.registerEventListener(this::take);
        client.registerLifecycleListener(new BinaryLogClient.AbstractLifecycleListener() {
            @Override
            public void onCommunicationFailure(BinaryLogClient its, Exception lost) {
                fail(lost);
            }

            @Override
            public void onEventDeserializationFailure(BinaryLogClient its, Exception unreadable) {
                fail(unreadable);
            }
        });
    }

    /** Reads from a place to the end of its file, or until no more is wanted. */
    void read(BinlogOffset from) throws InterruptedException {
        file = from.file();
        client.setBinlogFilename(file);
        client.setBinlogPosition(from.position());
        try {
            client.connect();
        } catch (IOException lost) {
            fail(lost);
        }
        if (failure instanceof InterruptedException stopping) {
            throw stopping;
        }
        if (failure instanceof RuntimeException explained) {
            throw explained;
        }
        if (failure != null) {
            throw new CaptureException("binlog file " + file + " can't be read again", failure);
        }
    }

    private void take(Event event) {
        if (failure != null || file == null) {
            return;
        }
        try {
            var isOfFile = BinlogEvent.type(event) != EventType.ROTATE
                    || BinlogEvent.<RotateEventData>data(event)
                            .getBinlogFilename()
                            .equals(file);
            if (!isOfFile || !reader.read(event)) {
                end();
            }
        } catch (InterruptedException | RuntimeException failed) {
            fail(failed);
        }
    }

    private void fail(Exception cause) {
        if (failure == null && file != null) {
            failure = cause;
            end();
        }
    }

    private void end() {
        file = null;
        try {
            client.disconnect();
        } catch (IOException gone) {
            // which is what was wanted
        }
    }
}
