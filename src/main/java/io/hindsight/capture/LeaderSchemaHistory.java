package io.hindsight.capture;

import io.debezium.relational.history.HistoryRecord;
import io.debezium.storage.kafka.history.KafkaSchemaHistory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tables looked like when, in a Kafka topic, written by the instance that has the right to capture only: DDL
 * that came twice and out of its order would give a table columns that it never had.
 */
public final class LeaderSchemaHistory extends KafkaSchemaHistory {

    /** By topic: the engine makes this object by the name of its class, and hands it texts alone. */
    private static final Map<String, Lease> LEASES = new ConcurrentHashMap<>();

    static void guard(String topic, Lease lease) {
        LEASES.put(topic, lease);
    }

    @Override
    protected void storeRecord(HistoryRecord ddl) {
        LEASES.get(config.getString(TOPIC)).check();
        super.storeRecord(ddl);
    }
}
