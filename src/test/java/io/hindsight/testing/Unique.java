package io.hindsight.testing;

import java.util.concurrent.atomic.AtomicLong;

/** Names for databases and topics of a shared server, so that tests don't meet. */
public final class Unique {
    // the time, so that two runs on one server don't meet either
    private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());
    private static final int BASE = 36;

    private Unique() {}

    /** The prefix, an underscore and eight lower-case letters and digits; never the same twice. */
    public static String name(String prefix) {
        return prefix + "_" + Long.toString(NEXT.getAndIncrement(), BASE);
    }
}
