package io.hindsight.console;

/** Says what a client did wrong, or what can't be done now; it becomes the answer, as RFC 9457 says. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param detail what is wrong, and what to do */
    public Problem(int status, String detail) {
        super(detail);
        this.status = status;
    }

    int status() {
        return status;
    }
}
