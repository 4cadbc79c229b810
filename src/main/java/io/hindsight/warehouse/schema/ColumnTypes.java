package io.hindsight.warehouse.schema;

import io.hindsight.table.Column;
import io.hindsight.table.MySqlType;
import io.hindsight.warehouse.Dialect;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a column of a warehouse can be the copy of. */
final class ColumnTypes {

    private static final Pattern SIZES = Pattern.compile("(\\d+)(?:, (\\d+)|, '[^']*')?\\)");

    private ColumnTypes() {}

    /**
     * Gives the column as it must be for the warehouse to keep it with just this type: the hint itself if it can be,
     * one of its type if any; empty where there is none.
     *
     * @param type as the warehouse spells it
     */
    static Optional<Column> find(Dialect dialect, String type, Column hint) {
        return Stream.concat(
                        Stream.of(hint),
                        Stream.concat(Stream.of(hint.type()), Arrays.stream(MySqlType.values()))
                                .flatMap(each -> candidates(hint.typed(each), type)))
                .filter(column -> dialect.type(column).equals(type))
                .findFirst();
    }

    private static Stream<Column> candidates(Column column, String type) {
        var sizes = SIZES.matcher(type);
        var known = sizes.find();
        var size = known ? Integer.parseInt(sizes.group(1)) : 0;
        var scale = known && sizes.group(2) != null ? Integer.parseInt(sizes.group(2)) : 0;
        // a type may be counted in bytes of characters, and a BIT is one bit, some, or 64
        return Stream.of(false, true)
                .flatMap(unsigned -> IntStream.of(size, size / 4, 1, 2, Long.SIZE)
                        .mapToObj(precision -> column.typed(column.type(), unsigned, precision, scale)))
                .flatMap(each -> Stream.of(each.optional(), each.required()));
    }
}
