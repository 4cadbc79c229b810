package io.hindsight.warehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Writes dates and times as text that every engine reads: microseconds, UTC, hours beyond a day. */
public final class Moments {

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .toFormatter();

    private Moments() {}

    public static String text(LocalDateTime local) {
        return LOCAL.format(local);
    }

    public static String text(Instant instant) {
        return LOCAL.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /** As {@code -838:59:59.000000}. */
    public static String text(Duration time) {
        var positive = time.abs();
        return "%s%02d:%02d:%02d.%06d"
                .formatted(
                        time.isNegative() ? "-" : "",
                        positive.toHours(),
                        positive.toMinutesPart(),
                        positive.toSecondsPart(),
                        positive.toNanosPart() / 1_000);
    }
}
