package io.hindsight.history;

/** Says why a message can't be a change of its table; never with values of the row. */
public final class UnreadableException extends RuntimeException {

    public UnreadableException(String reason) {
        super(reason, null, false, false);
    }
}
