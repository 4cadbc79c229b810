package io.hindsight.source.mysql.structure;

import io.debezium.relational.TableId;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tables that DDL which can't be read may have altered: the server is asked before their next rows are read. */
public final class Doubts {

    private final Set<TableId> doubted = ConcurrentHashMap.newKeySet();

    void about(Collection<TableId> tables) {
        doubted.addAll(tables);
    }

    boolean isDoubted(TableId table) {
        return doubted.contains(table);
    }

    void settle(TableId table) {
        doubted.remove(table);
    }
}
