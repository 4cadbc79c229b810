package io.hindsight.observe;

import io.hindsight.settings.Secrets;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A failure in one line: what its deepest cause says. */
public final class FailureText {

    private FailureText() {}

    /** Gives the whole message of the deepest cause, in one line: a reason may stand behind what was being done. */
    public static String whole(Throwable failure) {
        return text(failure, lines -> lines.collect(Collectors.joining(" ")));
    }

    /** Gives the first line of the deepest cause's message, or its class's name where it says nothing. */
    public static String of(Throwable failure) {
        return text(failure, lines -> lines.findFirst().orElseThrow());
    }

    private static String text(Throwable failure, Function<Stream<String>, String> which) {
        var deepest = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .orElse(failure);
        var message = deepest instanceof UnknownHostException
                ? "no host is known as " + deepest.getMessage()
                : deepest.getMessage();
        return message == null || message.isBlank()
                ? deepest.getClass().getSimpleName()
                : which.apply(Secrets.hidden(message).lines().map(String::strip).filter(line -> !line.isEmpty()));
    }
}
