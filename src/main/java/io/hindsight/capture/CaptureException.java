package io.hindsight.capture;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Why capture stopped, in words that say the cure where there is one. */
public final class CaptureException extends RuntimeException {

    CaptureException(String message) {
        super(message);
    }

    CaptureException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Takes the reason out of a failure: its own words if it has been explained, the deepest cause otherwise. */
    static CaptureException of(Throwable failure) {
        var causes =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
        for (var cause : causes) {
            if (cause instanceof CaptureException explained) {
                return explained;
            }
            if (cause instanceof RecordTooLargeException) {
                return new CaptureException(
                        "Kafka refused a change as too large: raise max.message.bytes of the tables' topics"
                                + " to hindsight.kafka.max-message-bytes",
                        failure);
            }
        }
        var deepest = causes.get(causes.size() - 1);
        return new CaptureException(
                Optional.ofNullable(deepest.getMessage())
                        .flatMap(message -> message.lines().findFirst())
                        .filter(line -> !line.isBlank())
                        .orElse(deepest.getClass().getSimpleName()),
                failure);
    }
}
