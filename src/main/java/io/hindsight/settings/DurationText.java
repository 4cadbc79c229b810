package io.hindsight.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/** Reads durations as Camel writes them: {@code 500ms}, {@code 5s}, {@code 10m}, {@code 7d}. */
public final class DurationText {

    /** Camel itself takes what it doesn't know for nothing: {@code 5 parsecs} would be 0. */
    private static final Pattern DURATION = Pattern.compile(
            "\\d{1,15}|(?=.)(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}ms)?", Pattern.CASE_INSENSITIVE);

    private DurationText() {}

    /** Gives the duration; empty when the text is none. */
    public static Optional<Duration> read(String text) {
        return Optional.of(text.strip())
                .filter(duration -> DURATION.matcher(duration).matches())
                .map(duration -> Duration.ofMillis(TimeUtils.toMilliSeconds(duration)));
    }
}
