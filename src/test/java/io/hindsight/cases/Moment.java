package io.hindsight.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A sequence value of a case: seconds, since 1970 where it is a date and time, or else since a day of ours. */
record Moment(long second) implements Comparable<Moment> {

    private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    /** Reads it; null is null. */
    static Moment of(JsonNode json) {
        if (json.isNull() || json.isMissingNode()) {
            return null;
        }
        return new Moment(
                json.isNumber()
                        ? START + json.asLong()
                        : Instant.parse(json.asText().replace(' ', 'T') + "Z").getEpochSecond());
    }

    Instant instant() {
        return Instant.ofEpochSecond(second);
    }

    @Override
    public int compareTo(Moment other) {
        return Long.compare(second, other.second);
    }
}
