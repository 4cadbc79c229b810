package io.hindsight.console;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Compares a table at two moments: which keys were added, removed and changed between them. */
public final class TwoMoments {

    private static final int PAGE = 50;

    /**
     * A key that isn't the same.
     *
     * @param was its row at the first moment; null: it is added
     * @param is its row at the second; null: it is removed
     * @param changed columns that have other values
     */
    public record OtherRow(
            String kind,
            @ArraySchema(schema = @Schema(nullable = true), arraySchema = @Schema(nullable = true)) List<String> was,
            @ArraySchema(schema = @Schema(nullable = true), arraySchema = @Schema(nullable = true)) List<String> is,
            List<String> changed) {}

    /**
     * A page of them, in the keys' order.
     *
     * @param added how many keys in all
     * @param after where the next page begins; null: there is none
     */
    public record Changes(
            String from,
            String to,
            long added,
            long removed,
            long changed,
            List<String> columns,
            List<OtherRow> differences,
            @Schema(nullable = true) String after,
            String sql) {}

    private TwoMoments() {}

    static Changes compared(AskedHistory history, String from, String to, String after) {
        if (from == null) {
            throw new Problem(400, "from: write a moment, as 2026-03-01T12:00:00Z");
        }
        var was = history.moment("from", from);
        var is = history.moment("to", to);
        if (is.isBefore(was)) {
            throw new Problem(400, "to: write a moment that isn't before from");
        }
        var keys = history.table().keys().size();
        var columns = history.table().columns().stream()
                .map(column -> column.target())
                .toList();
        var place = after == null ? List.<String>of() : history.key(Cursor.key(after));
        // two rows of each key, and one more says that there are others
        var question = history.questions().changes(was, is, place, 2 * PAGE + 2);
        var found = differences(history.changes(question), columns, keys);
        var counts = found.isEmpty() ? List.of("0", "0", "0") : found.get(0).counts();
        var page = found.stream().limit(PAGE).map(Pair::difference).toList();
        return new Changes(
                was.toString(),
                is.toString(),
                Long.parseLong(counts.get(0)),
                Long.parseLong(counts.get(1)),
                Long.parseLong(counts.get(2)),
                columns,
                page,
                found.size() > PAGE ? Cursor.of(found.get(PAGE - 1).key()) : null,
                question.text());
    }

    private record Pair(List<String> key, List<String> counts, OtherRow difference) {}

    /** One of each key, of whose rows the one that was comes first. */
    private static List<Pair> differences(List<List<String>> rows, List<String> columns, int keys) {
        var count = columns.size();
        var pairs = new ArrayList<Pair>();
        for (var index = 0; index < rows.size(); index++) {
            var row = rows.get(index);
            var key = row.subList(0, keys);
            var was = row.get(count).equals("1") ? row : null;
            var is = was == null ? row : null;
            if (was != null
                    && index + 1 < rows.size()
                    && rows.get(index + 1).subList(0, keys).equals(key)) {
                is = rows.get(++index);
            }
            pairs.add(new Pair(key, row.subList(count + 1, count + 4), difference(columns, was, is)));
        }
        return pairs;
    }

    private static OtherRow difference(List<String> columns, List<String> was, List<String> is) {
        var count = columns.size();
        var changed = was == null || is == null
                ? List.<String>of()
                : IntStream.range(0, count)
                        .filter(index -> !Objects.equals(was.get(index), is.get(index)))
                        .mapToObj(columns::get)
                        .toList();
        return new OtherRow(
                was == null ? "added" : is == null ? "removed" : "changed",
                was == null ? null : was.subList(0, count),
                is == null ? null : is.subList(0, count),
                changed);
    }
}
