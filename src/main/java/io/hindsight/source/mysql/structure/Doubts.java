package io.hindsight.source.mysql.structure;

import io.debezium.relational.TableId;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The tables that DDL which can't be read may have altered: the server is asked before their next rows are read. */
public final class Doubts {

    private final Set<TableId> doubted = ConcurrentHashMap.newKeySet();

    /** @param ddl names those that it may have altered, in quotes or not */
    void about(String ddl, Collection<TableId> tables) {
        var text = ddl.toLowerCase(Locale.ROOT);
        for (var table : tables) {
            var name = table.table().toLowerCase(Locale.ROOT);
            if (Stream.of(name, name.replace("`", "``"), name.replace("\"", "\"\""))
                    .anyMatch(text::contains)) {
                doubted.add(table);
            }
        }
    }

    boolean isDoubted(TableId table) {
        return doubted.contains(table);
    }

    void settle(TableId table) {
        doubted.remove(table);
    }
}
