package io.hindsight.cases;

/** A way in which the events of a case arrive; it must make no difference. */
enum Way {
    AS_WRITTEN("as written, batch after batch"),
    ONE_BATCH("all in one batch"),
    ONE_BY_ONE("one event a batch"),
    TWICE("every event twice"),
    SHUFFLED("shuffled"),
    KILLED("the program killed between batches");

    private final String text;

    Way(String text) {
        this.text = text;
    }

    String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** One batch after another, each applied before the next is sent; else all is there from the beginning. */
    boolean isStepwise() {
        return this == AS_WRITTEN || this == KILLED;
    }

    @Override
    public String toString() {
        return text;
    }
}
