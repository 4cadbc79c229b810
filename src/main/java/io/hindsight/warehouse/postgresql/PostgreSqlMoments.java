package io.hindsight.warehouse.postgresql;

import io.hindsight.history.Infinite;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Writes dates and times as PostgreSQL reads them: without a sign, before Christ, and infinite ones by their word. */
final class PostgreSqlMoments {

    private static final String BEFORE_CHRIST = " BC";

    private static final DateTimeFormatter DATE = builder().toFormatter(Locale.ROOT);

    private static final DateTimeFormatter DATE_TIME = builder()
            .appendPattern(" HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .toFormatter(Locale.ROOT);

    private PostgreSqlMoments() {}

    private static DateTimeFormatterBuilder builder() {
        return new DateTimeFormatterBuilder()
                .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NEVER)
                .appendPattern("-MM-dd");
    }

    static String text(LocalDate date) {
        return Infinite.word(date).orElseGet(() -> DATE.format(date) + era(date));
    }

    /** @param zone stands before the era */
    static String text(LocalDateTime local, String zone) {
        return Infinite.word(local).orElseGet(() -> DATE_TIME.format(local) + zone + era(local.toLocalDate()));
    }

    private static String era(LocalDate date) {
        return date.getYear() < 1 ? BEFORE_CHRIST : "";
    }
}
