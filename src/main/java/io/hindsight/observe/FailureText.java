package io.hindsight.observe;

import java.util.Objects;
import java.util.stream.Stream;

/** A failure in one line: what its deepest cause says. */
public final class FailureText {

    private FailureText() {}

    /** Gives the first line of the deepest cause's message, or its class's name where it says nothing. */
    public static String of(Throwable failure) {
        var deepest = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .orElse(failure);
        var message = deepest.getMessage();
        return message == null || message.isBlank()
                ? deepest.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message).strip();
    }
}
