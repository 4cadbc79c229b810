package io.hindsight.history;

/** Gives the JSON that a message's value stands for. For any number of threads. */
@FunctionalInterface
public interface ValueForm {

    /** For values that are JSON. */
    ValueForm JSON = value -> value;

    /**
     * Gives a value as JSON.
     *
     * @throws UnreadableException when it is in no form that is known
     */
    byte[] json(byte[] value);
}
