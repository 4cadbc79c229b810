package io.hindsight.capture.engine;

import io.debezium.data.Envelope;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.message.SourceBlock;
import io.hindsight.settings.KnownTables;
import io.hindsight.table.TableName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Tables that come to the source while an engine runs, and fit a pattern. The engine ends before the first change of one is
 * sent, and the next engine brings that change again, when the table has a topic and all else.
 */
final class Arrivals {

    private final KnownTables declared;
    private final Set<TableName> met = ConcurrentHashMap.newKeySet();
    /** By the engine's names for topics: a table for each. */
    private final Set<String> known = new HashSet<>();

    Arrivals(KnownTables declared) {
        this.declared = declared;
    }

    /**
     * Looks at a batch before it is sent; for one thread.
     *
     * @throws CaptureException when there are changes of tables that nobody knows yet
     */
    void check(List<SourceRecord> batch) {
        if (!declared.canGrow()) {
            return;
        }
        for (var change : batch) {
            if (Envelope.isEnvelopeSchema(change.valueSchema())
                    && change.value() instanceof Struct envelope
                    && known.add(change.topic())) {
                var table = SourceBlock.table(envelope);
                if (declared.isNew(table)) {
                    met.add(table);
                }
            }
        }
        if (!met.isEmpty()) {
            throw new CaptureException(text(met));
        }
    }

    /** Tables were seen in the source of which no change has come yet. */
    void come(Collection<TableName> tables) {
        met.addAll(tables);
    }

    static String text(Collection<TableName> tables) {
        return "there are new tables that fit a pattern: " + tables;
    }

    /** Whether that is what an engine has ended for. */
    boolean areAny() {
        return !met.isEmpty();
    }

    /** Gives those that the last engine has met; the next one begins. */
    List<TableName> take() {
        var taken = List.copyOf(met);
        met.clear();
        known.clear();
        return taken;
    }
}
