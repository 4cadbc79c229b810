package io.hindsight.demo;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 60s}, {@code 5m} or {@code 1h30m}. */
final class DurationOption implements ITypeConverter<Duration> {

    static final String WITHOUT_END = "876000h";

    @Override
    public Duration convert(String text) {
        try {
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException unreadable) {
            throw new TypeConversionException("'" + text + "' is not a duration like 60s, 5m or 1h30m");
        }
    }
}
