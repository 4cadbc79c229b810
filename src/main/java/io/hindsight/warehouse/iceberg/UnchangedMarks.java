package io.hindsight.warehouse.iceberg;

import io.hindsight.table.OwnColumns;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** Remembers in each row which values its change left out, so that a version that comes late still gives its own to it. */
record UnchangedMarks(List<String> columns, int place) {

    /** Of tables whose changes can leave out values; empty for others. */
    static Optional<UnchangedMarks> of(Schema schema) {
        var names = schema.columns().stream().map(Types.NestedField::name).toList();
        var place = names.indexOf(OwnColumns.UNCHANGED);
        return place < 0 ? Optional.empty() : Optional.of(new UnchangedMarks(names, place));
    }

    /** Names them in the row, with a comma on each side of each, as in every warehouse. */
    void write(Object[] row, int[] unchanged) {
        row[place] = unchanged.length == 0
                ? ""
                : Arrays.stream(unchanged)
                        .mapToObj(column -> URLEncoder.encode(columns.get(column), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(",", ",", ","));
    }

    /** Gives the places of those that the row names. */
    int[] read(Object[] row) {
        var text = (String) row[place];
        return text == null || text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.substring(1).split(","))
                        .mapToInt(name -> columns.indexOf(URLDecoder.decode(name, StandardCharsets.UTF_8)))
                        .filter(column -> column >= 0)
                        .toArray();
    }
}
