package io.hindsight.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Says where a table's history begins.
 *
 * @param isInLog whether that is before the first snapshot, in what the source's log still has
 * @param since the moment, if not as far back as the log goes
 */
public record HistoryFrom(boolean isInLog, Optional<Instant> since) {

    /** The rows as the first snapshot reads them. */
    public static final HistoryFrom SNAPSHOT = new HistoryFrom(false, Optional.empty());

    /** As far back as the log goes. */
    public static final HistoryFrom LOG = new HistoryFrom(true, Optional.empty());

    /** Reads {@code snapshot}, {@code log}, or a moment with its zone; empty where it is none of them. */
    public static Optional<HistoryFrom> of(String text) {
        return switch (text) {
            case "snapshot" -> Optional.of(SNAPSHOT);
            case "log" -> Optional.of(LOG);
            default -> moment(text).map(since -> new HistoryFrom(true, Optional.of(since)));
        };
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
