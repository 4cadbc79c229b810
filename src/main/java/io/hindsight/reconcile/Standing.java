package io.hindsight.reconcile;

import io.hindsight.table.TableDeclaration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what stands still in the running program, so that nobody waits for it.
 *
 * @param down the program's health checks that are DOWN, each with its reason; empty where it can't be asked
 */
public record Standing(Map<String, String> down) {

    /** Stands for a program of which nothing is known. */
    public static final Standing UNKNOWN = new Standing(Map.of());

    private static final String CAPTURE = "consumer:capture";

    /** Whether changes are captured at all, for all that is known. */
    public boolean isCaptured() {
        return !down.containsKey(CAPTURE);
    }

    /** Gives why a table's changes don't come to a warehouse now; empty where they do, for all that is known. */
    Optional<String> why(TableDeclaration table, String warehouse) {
        return Stream.of(CAPTURE, table.routeId(warehouse))
                .filter(down::containsKey)
                .map(check -> check + " is DOWN: " + down.get(check))
                .findFirst();
    }
}
