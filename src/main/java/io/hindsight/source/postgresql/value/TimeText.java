package io.hindsight.source.postgresql.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Reads dates and times as a session writes them with {@code datestyle = ISO} in UTC. The numbers of infinity are those by
 * which the server itself has it: the largest and the least of their type.
 */
final class TimeText {

    private static final String LATEST = "infinity";
    private static final String EARLIEST = "-infinity";

    private static final String END_OF_DAY = "24:00:00";
    private static final long DAY = 86_400_000_000L;

    /** Stands for any time behind the year 294246, for which there are more microseconds since 1970 than numbers. */
    private static final long BEYOND = Long.MAX_VALUE - 1;

    /** The last year of which each moment has a number. */
    private static final int LAST_YEAR = 294_246;

    private static final int USUAL = "2000-01-01 00:00:00".length();

    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private static final DateTimeFormatter DATE = era(date()).toFormatter(Locale.ROOT);

    private static final DateTimeFormatter DATE_TIME = era(date().appendLiteral(' ')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME))
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter MOMENT = era(date().appendLiteral(' ')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .appendOffset("+HH:mm:ss", "+00"))
            .toFormatter(Locale.ROOT);

    private TimeText() {}

    private static DateTimeFormatterBuilder date() {
        return new DateTimeFormatterBuilder()
                .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NEVER)
                .appendPattern("-MM-dd");
    }

    private static DateTimeFormatterBuilder era(DateTimeFormatterBuilder before) {
        return before.optionalStart().appendLiteral(' ').appendText(ChronoField.ERA, TextStyle.SHORT);
    }

    /** Days since 1970. */
    static Object date(String text) {
        return switch (text) {
            case LATEST -> Integer.MAX_VALUE;
            case EARLIEST -> Integer.MIN_VALUE;
            default -> Math.toIntExact(LocalDate.parse(text, DATE).toEpochDay());
        };
    }

    /** Microseconds of the day. */
    static Object time(String text) {
        return text.startsWith(END_OF_DAY) ? DAY : LocalTime.parse(text).toNanoOfDay() / 1_000;
    }

    /** Milliseconds since 1970. */
    static Object millis(String text) {
        return since1970(text, ChronoUnit.MILLIS);
    }

    /** Microseconds since 1970. */
    static Object micros(String text) {
        return since1970(text, ChronoUnit.MICROS);
    }

    private static Object since1970(String text, ChronoUnit unit) {
        return switch (text) {
            case LATEST -> Long.MAX_VALUE;
            case EARLIEST -> Long.MIN_VALUE;
            default -> isUsual(text)
                    ? unit.between(EPOCH, usual(text))
                    : unusual(LocalDateTime.parse(text, DATE_TIME), unit);
        };
    }

    private static long unusual(LocalDateTime time, ChronoUnit unit) {
        return unit == ChronoUnit.MICROS && time.getYear() > LAST_YEAR ? BEYOND : unit.between(EPOCH, time);
    }

    /** Of a year with four digits, and no era: a formatter takes several times as long, and nearly all are such. */
    private static boolean isUsual(String text) {
        return text.length() >= USUAL
                && text.charAt(4) == '-'
                && Character.isDigit(text.charAt(text.length() - 1))
                && (text.length() == USUAL || text.charAt(USUAL) == '.');
    }

    private static LocalDateTime usual(String text) {
        var fraction = text.length() == USUAL ? "" : text.substring(USUAL + 1);
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** As ISO 8601 has it, in UTC. */
    static Object moment(String text) {
        return switch (text) {
            case LATEST, EARLIEST -> text;
            default -> OffsetDateTime.parse(text, MOMENT)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        };
    }
}
