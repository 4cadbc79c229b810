package io.hindsight.source.mysql.schema;

import com.github.shyiko.mysql.binlog.MariadbGtidSet;
import io.debezium.config.Configuration;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogSourceInfo;
import io.debezium.document.Document;
import io.debezium.relational.Tables;
import io.debezium.relational.ddl.DdlParser;
import io.debezium.relational.history.HistoryRecord;
import io.debezium.relational.history.HistoryRecordComparator;
import io.debezium.relational.history.SchemaHistoryListener;
import io.debezium.storage.kafka.history.KafkaSchemaHistory;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.kafka.TopicNames;
import io.hindsight.settings.Settings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What the tables looked like when, in a Kafka topic, written by the instance that has the right to capture only: DDL
 * that came twice and out of its order would give a table columns that it never had.
 */
public final class LeaderSchemaHistory extends KafkaSchemaHistory {

    /** Says that a span of the past is read again: what is known of tables is what was so at its beginning. */
    public static final String PAST = "schema.history.internal.hindsight.past";

    /** What stands in the history before the place is known. */
    public static final String BY_PLACE = "by-place";

    /** Nothing is known. */
    public static final String UNKNOWN = "unknown";

    /** By topic: the engine makes this object by the name of its class, and hands it texts alone. */
    private static final Map<String, Lease> LEASES = new ConcurrentHashMap<>();

    private static final Map<String, CreateStatements> CREATE_STATEMENTS = new ConcurrentHashMap<>();

    private String past = "";

    /** Says who may write a pipeline's, and which tables it captures now. */
    public static void guard(Settings settings, Lease lease) {
        var topic = TopicNames.of(settings).schemaHistory();
        LEASES.put(topic, lease);
        CREATE_STATEMENTS.put(topic, new CreateStatements(settings));
    }

    @Override
    public void configure(
            Configuration configuration,
            HistoryRecordComparator comparator,
            SchemaHistoryListener listener,
            boolean useCatalogBeforeSchema) {
        past = configuration.getString(PAST.substring(PAST.lastIndexOf("internal.") + "internal.".length()), "");
        super.configure(configuration, new ByPosition(comparator, !past.isEmpty()), listener, useCatalogBeforeSchema);
    }

    /** A table that was declared since is taken for what it is now: its first change would stop the engine otherwise. */
    @Override
    public void recover(Map<Map<String, ?>, Map<String, ?>> offsets, Tables known, DdlParser parser)
            throws InterruptedException {
        if (past.equals(UNKNOWN)) {
            return;
        }
        super.recover(offsets, known, parser);
        if (!past.isEmpty()) {
            return;
        }
        CREATE_STATEMENTS.get(config.getString(TOPIC)).of(known).forEach((table, ddl) -> {
            offsets.forEach((source, position) -> record(source, position, table.catalog(), ddl));
            parser.setCurrentDatabase(table.catalog());
            try {
                parser.parse(ddl, known);
            } catch (RuntimeException unreadable) {
                // what it is like will be looked for when its first rows come
            }
        });
    }

    @Override
    protected void recoverRecords(Consumer<HistoryRecord> records) throws InterruptedException {
        super.recoverRecords(told -> records.accept(RetoldTables.of(told)));
    }

    @Override
    protected void storeRecord(HistoryRecord ddl) {
        if (!past.isEmpty()) {
            return;
        }
        LEASES.get(config.getString(TOPIC)).check();
        super.storeRecord(ddl);
    }

    /**
     * Debezium takes an offset, which doesn't say its server at a start, and DDL, which does, for positions of two servers,
     * and whatever DDL it knows for earlier: rows from before an ALTER TABLE would be read by the columns from after it.
     * That it is one server, {@link io.hindsight.source.mysql.offset.StartCheck} has looked. MariaDB's GTIDs, of which a
     * server tells the last of each domain, it compares server by server: what one wrote would never be behind another's.
     */
    private static final class ByPosition extends HistoryRecordComparator {

        private static final String SOURCE = HistoryRecord.Fields.SOURCE;
        private static final String POSITION = HistoryRecord.Fields.POSITION;
        private static final String SERVER = BinlogSourceInfo.SERVER_ID_KEY;
        private static final String GTIDS = BinlogOffsetContext.GTID_SET_KEY;

        private final HistoryRecordComparator own;

        private final boolean isWithoutGtids;

        /** @param isWithoutGtids whether the offset names a place alone */
        private ByPosition(HistoryRecordComparator own, boolean isWithoutGtids) {
            this.own = own;
            this.isWithoutGtids = isWithoutGtids;
        }

        @Override
        public boolean isAtOrBefore(HistoryRecord ddl, HistoryRecord offset) {
            var one = withoutServer(ddl);
            var other = withoutServer(offset);
            // transactions without GTIDs leave them as they are
            if (isWithoutGtids || gtids(one) != null && gtids(one).equals(gtids(other))) {
                one.document().getDocument(POSITION).remove(GTIDS);
                other.document().getDocument(POSITION).remove(GTIDS);
            }
            return own.isAtOrBefore(one, other);
        }

        private static String gtids(HistoryRecord place) {
            return place.document().getDocument(POSITION).getString(GTIDS);
        }

        private static HistoryRecord withoutServer(HistoryRecord one) {
            var place = Document.create();
            place.setDocument(SOURCE, one.document().getDocument(SOURCE));
            place.setDocument(POSITION, one.document().getDocument(POSITION).clone());
            var position = place.getDocument(POSITION);
            position.remove(SERVER);
            var gtids = position.getString(GTIDS);
            if (gtids != null && MariadbGtidSet.isMariaGtidSet(gtids)) {
                position.remove(GTIDS);
            }
            return new HistoryRecord(place);
        }
    }
}
