package io.hindsight.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Holds what stands for a date or a moment without end, which some sources have: it is no date to compute with. */
public final class Infinite {

    static final LocalDate LATEST_DATE = LocalDate.MAX;
    static final LocalDate EARLIEST_DATE = LocalDate.MIN;
    static final LocalDateTime LATEST = LocalDateTime.MAX;
    static final LocalDateTime EARLIEST = LocalDateTime.MIN;
    static final Instant LATEST_MOMENT = LATEST.toInstant(ZoneOffset.UTC);
    static final Instant EARLIEST_MOMENT = EARLIEST.toInstant(ZoneOffset.UTC);

    static final String LATEST_WORD = "infinity";
    static final String EARLIEST_WORD = "-infinity";

    private Infinite() {}

    /** Gives the word for a value that is one of them; empty for any other. */
    public static Optional<String> word(Object value) {
        if (value.equals(LATEST_DATE) || value.equals(LATEST) || value.equals(LATEST_MOMENT)) {
            return Optional.of(LATEST_WORD);
        }
        return value.equals(EARLIEST_DATE) || value.equals(EARLIEST) || value.equals(EARLIEST_MOMENT)
                ? Optional.of(EARLIEST_WORD)
                : Optional.empty();
    }
}
