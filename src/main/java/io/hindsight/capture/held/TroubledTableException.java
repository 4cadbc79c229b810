package io.hindsight.capture.held;

/** Says that a change can't be sent, and that nothing but its table is concerned: why, and what a person can do. */
public final class TroubledTableException extends RuntimeException {

    private final String cure;

    public TroubledTableException(String reason, String cure) {
        super(reason);
        this.cure = cure;
    }

    public String cure() {
        return cure;
    }
}
