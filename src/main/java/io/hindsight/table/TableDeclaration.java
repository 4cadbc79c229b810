package io.hindsight.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what a user says of a table; all but the source may be left out.
 *
 * @param name the user's handle for it, part of route ids
 * @param key columns that versions belong to; empty: the source's primary key
 * @param include columns to keep; empty: all
 * @param exclude columns to leave out
 * @param rename new names in the warehouse by source column
 * @param tracked columns whose change makes a new version in {@code _versions}; empty: all
 * @param effectiveFrom the source column that versions start at; empty: the commit time
 * @param topic its Kafka topic; empty: the pipeline's name and the table's, see {@link DefaultTopic}
 * @param target its table in the warehouses
 * @param warehouses names of the warehouses that keep it
 * @param onRefusal what a change that can't be applied does
 * @param onSchemaChange what is done when the source's table gets other columns
 * @param routineLoad names of those of them that read its topic themselves, by a StarRocks Routine Load job
 * @param masks of columns of the source's table, whichever declaration of it names them; by each name, whatever its case
 * @param historyFrom where its history begins: the first snapshot, or what the source's log has of the time before
 * @param isApart whether changes of a key start a microsecond apart at least, in their order, unless a column says when
 */
public record TableDeclaration(
        String name,
        TableName source,
        KeepMode keep,
        List<String> key,
        List<String> include,
        List<String> exclude,
        Map<String, String> rename,
        List<String> tracked,
        Optional<String> effectiveFrom,
        Optional<String> topic,
        String target,
        List<String> warehouses,
        OnRefusal onRefusal,
        OnSchemaChange onSchemaChange,
        List<String> routineLoad,
        Map<String, Mask> masks,
        HistoryFrom historyFrom,
        boolean isApart) {

    /** The same table, with these masks. */
    public TableDeclaration with(Map<String, Mask> otherMasks) {
        return new TableDeclaration(
                name,
                source,
                keep,
                key,
                include,
                exclude,
                rename,
                tracked,
                effectiveFrom,
                topic,
                target,
                warehouses,
                onRefusal,
                onSchemaChange,
                routineLoad,
                otherMasks,
                historyFrom,
                isApart);
    }

    /** Whether its changes can leave out values that are as before: those of sources whose databases have schemas can. */
    public boolean isPartial() {
        return !source.schema().isEmpty();
    }

    /** Whether its history begins before the first snapshot, as far back as the source's log goes. */
    public boolean isFromLog() {
        return !historyFrom.equals(HistoryFrom.SNAPSHOT);
    }

    /** Whether the column never leaves capture. */
    boolean drops(String column) {
        return masks.containsKey(column) && masks.get(column).kind() == Mask.Method.DROP;
    }

    /** The topic that its changes travel through; by default one that Kafka takes, whatever the table is called. */
    public String topic(String pipeline) {
        return topic.orElseGet(() -> pipeline + "." + DefaultTopic.of(source));
    }

    /** What the table is called in a warehouse, by people and dead letters: {@code apply-orders-clickhouse}. */
    public String routeId(String warehouse) {
        return "apply-" + name + "-" + warehouse;
    }
}
