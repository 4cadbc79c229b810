package io.hindsight.table;

import java.util.Optional;

/**
 * Describes a column as the source does.
 *
 * @param said the source's word for its type
 * @param type empty for one that isn't kept
 * @param keyPosition its place in the primary key, from 1; 0 when it isn't part of it
 */
public record SourceColumn(String name, String said, Optional<ColumnType> type, boolean nullable, int keyPosition) {

    Column declared(TableDeclaration declaration, boolean key) {
        var column = unmasked(declaration, key);
        var mask = declaration.masks().get(name);
        return mask == null ? column : mask.masked(column);
    }

    private Column unmasked(TableDeclaration declaration, boolean key) {
        return new Column(
                name,
                declaration.rename().getOrDefault(name, name),
                type.orElseThrow(() -> new InvalidTableException(
                        declaration,
                        "column " + name + " is of type " + said + ", which isn't kept yet",
                        "leave it out: exclude=" + name)),
                nullable && !key,
                key,
                !key
                        && (declaration.tracked().isEmpty()
                                || declaration.tracked().contains(name)));
    }
}
