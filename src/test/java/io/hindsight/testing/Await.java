package io.hindsight.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what must come. A limit is no measure of time: it is longer than a busy machine ever stands still. */
public final class Await {

    /** Of whatever comes in seconds where nothing else runs. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private Await() {}

    /** Awaitility's, with that limit. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(LONGEST);
    }

    /**
     * The same.
     *
     * @param what is waited for, to be said when it doesn't come
     */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(LONGEST);
    }
}
