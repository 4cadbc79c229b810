package io.hindsight.capture.message;

import io.debezium.relational.RelationalChangeRecordEmitter;
import org.apache.kafka.connect.source.SourceRecord;

/** An update of a row's key, of which Debezium makes two changes with one place: a delete, and a create that follows it. */
public final class ChangedKey {

    private ChangedKey() {}

    public static boolean isDelete(SourceRecord change) {
        return change.headers().lastWithName(RelationalChangeRecordEmitter.PK_UPDATE_NEWKEY_FIELD) != null;
    }

    public static boolean isCreate(SourceRecord change) {
        return change.headers().lastWithName(RelationalChangeRecordEmitter.PK_UPDATE_OLDKEY_FIELD) != null;
    }
}
