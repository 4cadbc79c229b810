package io.hindsight.warehouse;

import io.hindsight.history.Row;
import io.hindsight.history.Truncate;
import io.hindsight.table.CapturedTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Says where a batch begins: none of its changes is before that, so that a statement needs little of what was.
 *
 * @param first its least change_seq, as the warehouse keeps it
 * @param since the least moment at which one of its changes takes effect
 */
public record BatchStart(String first, String since) {

    /** Changes that stand a microsecond apart may run so far ahead of their moments. */
    private static final Duration AHEAD = Duration.ofSeconds(1);

    /** Finds it; a batch without any change has none, which is in no statement. */
    public static BatchStart of(
            Dialect dialect, CapturedTable table, Collection<Row> rows, Collection<Truncate> truncates) {
        var first = Stream.concat(
                        rows.stream().map(Row::seq), truncates.stream().map(Truncate::seq))
                .min(Comparator.naturalOrder())
                .orElse("0");
        var since = Stream.concat(
                        rows.stream().map(Row::start), truncates.stream().map(Truncate::at))
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new BatchStart(
                dialect.keptSeq(first), Moments.text(table.declaration().isApart() ? since.minus(AHEAD) : since));
    }
}
