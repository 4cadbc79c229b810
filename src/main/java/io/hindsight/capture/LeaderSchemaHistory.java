package io.hindsight.capture;

import io.debezium.relational.Tables;
import io.debezium.relational.ddl.DdlParser;
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

    private static final Map<String, CreateStatements> CREATE_STATEMENTS = new ConcurrentHashMap<>();

    /** @param createStatements of the tables that are captured now */
    static void guard(String topic, Lease lease, CreateStatements createStatements) {
        LEASES.put(topic, lease);
        CREATE_STATEMENTS.put(topic, createStatements);
    }

    /** A table that was declared since is taken for what it is now: its first change would stop the engine otherwise. */
    @Override
    public void recover(Map<Map<String, ?>, Map<String, ?>> offsets, Tables known, DdlParser parser)
            throws InterruptedException {
        super.recover(offsets, known, parser);
        CREATE_STATEMENTS.get(config.getString(TOPIC)).of(known).forEach((table, ddl) -> {
            offsets.forEach((source, position) -> record(source, position, table.catalog(), ddl));
            parser.setCurrentDatabase(table.catalog());
            parser.parse(ddl, known);
        });
    }

    @Override
    protected void storeRecord(HistoryRecord ddl) {
        LEASES.get(config.getString(TOPIC)).check();
        super.storeRecord(ddl);
    }
}
