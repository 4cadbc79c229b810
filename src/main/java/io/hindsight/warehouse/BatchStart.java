package io.hindsight.warehouse;

import io.hindsight.history.Batch;
import io.hindsight.history.Row;
import io.hindsight.history.Truncate;
import io.hindsight.table.CapturedTable;
import java.time.Duration;
import java.time.Instant;
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

    /** Before all changes: where a history begins is about all of a key. */
    private static final String NOWHERE = "0".repeat(32);

    /** Finds it; a batch without any change has none, which is in no statement. */
    public static BatchStart of(Dialect dialect, CapturedTable table, Batch batch) {
        if (!batch.beginnings().isEmpty()) {
            return new BatchStart(dialect.keptSeq(NOWHERE), Moments.text(Instant.EPOCH));
        }
        var first = Stream.concat(
                        batch.rows().stream().map(Row::seq),
                        batch.truncates().stream().map(Truncate::seq))
                .min(Comparator.naturalOrder())
                .orElse("0");
        var since = Stream.concat(
                        batch.rows().stream().map(Row::start),
                        batch.truncates().stream().map(Truncate::at))
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new BatchStart(
                dialect.keptSeq(first), Moments.text(table.declaration().isApart() ? since.minus(AHEAD) : since));
    }
}
