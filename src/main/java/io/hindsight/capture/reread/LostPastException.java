package io.hindsight.capture.reread;

/** Says that a span of the source's log can't be read on, whenever it is tried again, and what can be read instead. */
public final class LostPastException extends RuntimeException {

    public LostPastException(String reason) {
        super(reason);
    }
}
