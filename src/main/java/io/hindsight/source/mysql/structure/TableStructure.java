package io.hindsight.source.mysql.structure;

import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import java.util.List;

/** What the bytes of a table's rows mean, and which columns identify them. */
record TableStructure(TableId table, List<ColumnStructure> columns, List<String> key) {

    /** Reads it as Debezium has it. */
    static TableStructure of(Table table) {
        return new TableStructure(
                table.id(),
                table.columns().stream().map(ColumnStructure::of).toList(),
                List.copyOf(table.primaryKeyColumnNames()));
    }

    List<String> names() {
        return columns.stream().map(ColumnStructure::name).toList();
    }
}
