package io.hindsight.capture;

import io.debezium.text.ParsingException;
import io.hindsight.kafka.KafkaFailure;
import io.hindsight.observe.FailureText;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Why capture stopped, in words that say the cure where there is one. */
public final class CaptureException extends RuntimeException {

    /** The end of an error that leaves no other way. */
    public static final String START_OVER =
            "; to go on, run: hindsight start-over. It makes capture take a new snapshot; rows that are as they were add no"
                    + " versions, and hindsight check --repair then closes rows that were deleted meanwhile";

    /** Characters of a statement. */
    private static final int SHOWN = 60;

    public CaptureException(String message) {
        super(message);
    }

    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Takes the reason out of a failure: its own words if it has been explained, the deepest cause otherwise. */
    public static CaptureException of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CaptureException explained) {
                return explained;
            }
            if (cause instanceof KafkaFailure) {
                return new CaptureException(cause.getMessage(), failure);
            }
            if (cause instanceof ParsingException) {
                return new CaptureException(
                        "Debezium can't read a DDL statement of the source, " + beginning(cause.getMessage())
                                + ": rename what has an odd name" + START_OVER,
                        failure);
            }
            if (cause instanceof RecordTooLargeException) {
                return new CaptureException(
                        "Kafka refused a change as too large: raise max.message.bytes of the tables' topics"
                                + " to hindsight.kafka.max-message-bytes",
                        failure);
            }
        }
        return new CaptureException(FailureText.whole(failure), failure);
    }

    /** Of the statement that a parser's message quotes, or of that: no more, for there may be a password in it. */
    private static String beginning(String message) {
        var text = message == null
                ? ""
                : message.substring(message.indexOf('\'') + 1)
                        .lines()
                        .findFirst()
                        .orElse("");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
