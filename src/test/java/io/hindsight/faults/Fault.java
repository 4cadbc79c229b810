package io.hindsight.faults;

import java.util.Random;
import java.util.Set;

/**
 * Something that goes wrong and is well again when it returns.
 *
 * @param name for people
 * @param places that it happens to, where nothing else may happen meanwhile
 */
record Fault(String name, Set<String> places, Happening happening) {

    /** What happens; how long, how often and the like is out of the random numbers. */
    @FunctionalInterface
    interface Happening {
        void run(Random random) throws Exception;
    }
}
