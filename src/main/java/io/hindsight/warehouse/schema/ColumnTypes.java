package io.hindsight.warehouse.schema;

import io.hindsight.table.Column;
import io.hindsight.warehouse.Dialect;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What a column of a warehouse can be the copy of. */
final class ColumnTypes {

    private ColumnTypes() {}

    /**
     * Gives the column as it must be for the warehouse to keep it with just this type: the hint itself if it can be,
     * one of its kind if any; empty where there is none.
     *
     * @param type as the warehouse spells it
     */
    static Optional<Column> find(Dialect dialect, String type, Column hint) {
        var others = dialect.readType(type).stream()
                .sorted(Comparator.comparing(
                        other -> other.kind() != hint.type().kind()))
                .map(hint::typed)
                .flatMap(column -> Stream.of(column.optional(), column.required()));
        return Stream.concat(Stream.of(hint), others)
                .filter(column -> dialect.type(column).equals(type))
                .findFirst();
    }
}
