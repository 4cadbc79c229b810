package io.hindsight.table;

import java.util.List;

/**
 * A declared table together with what the source's schema says of it: all that statements are made from.
 *
 * @param columns key columns first, in the key's order, then the others in the source's order
 */
public record CapturedTable(TableDeclaration declaration, List<Column> columns) {

    public TableName source() {
        return declaration.source();
    }

    public List<Column> keys() {
        return columns.stream().filter(Column::key).toList();
    }

    public List<Column> values() {
        return columns.stream().filter(column -> !column.key()).toList();
    }

    public List<Column> tracked() {
        return columns.stream().filter(Column::tracked).toList();
    }
}
