package io.hindsight.capture.message;

/** Says that a value takes more bytes than it may. */
final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLargeException() {
        super("more bytes than hindsight.kafka.max-message-bytes", null, false, false);
    }
}
