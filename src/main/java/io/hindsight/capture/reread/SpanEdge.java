package io.hindsight.capture.reread;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.source.PastLog;
import io.hindsight.source.SourceOffset;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Says where people want a span to begin or to end: a moment, or a place in the source's log.
 *
 * @param option by which it was asked for, and which a complaint names
 * @param moment null where it is a place
 * @param place null where it is a moment
 */
public record SpanEdge(String option, String text, Instant moment, SourceOffset place) {

    /**
     * Reads a moment.
     *
     * @throws InvalidSettingsException where it is none, or is yet to come
     */
    public static SpanEdge moment(String option, String text) {
        var moment = parsed(option, text);
        if (moment.isAfter(Instant.now())) {
            throw wrong(option + ": " + text + " is yet to come; write a moment that is past");
        }
        return new SpanEdge(option, text, moment, null);
    }

    /**
     * Reads a place.
     *
     * @throws InvalidSettingsException where it is none
     */
    public static SpanEdge place(PastLog log, String option, String text) {
        return log.parse(text)
                .map(place -> new SpanEdge(option, text, null, place))
                .orElseThrow(() -> wrong(option + ": '" + text
                        + "' is no place in the source's log, as FILE:POSITION is one;"
                        + " hindsight reread --dry-run writes some"));
    }

    /** Reads either; throws as for a moment. */
    public static SpanEdge either(PastLog log, String option, String text) {
        return log.parse(text).isPresent() ? place(log, option, text) : moment(option, text);
    }

    private static Instant parsed(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException withoutZone) {
            try {
                return LocalDateTime.parse(text.replace(' ', 'T'))
                        .atZone(ZoneId.systemDefault())
                        .toInstant();
            } catch (DateTimeParseException unreadable) {
                throw wrong(option + ": '" + text + "' is no moment; write for example 2026-03-01T08:00:00Z, or without"
                        + " the Z for this machine's time zone");
            }
        }
    }

    private static InvalidSettingsException wrong(String what) {
        return new InvalidSettingsException(List.of(what));
    }
}
