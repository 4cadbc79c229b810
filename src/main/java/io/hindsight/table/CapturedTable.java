package io.hindsight.table;

import java.util.List;
import java.util.Set;

/**
 * A declared table together with what the source's schema says of it: all that statements are made from.
 *
 * @param sourceColumns names of all columns that the source's table has, kept or not
 * @param columns key columns first, in the key's order, then the others in the source's order
 */
public record CapturedTable(TableDeclaration declaration, Set<String> sourceColumns, List<Column> columns) {

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
