package io.hindsight.apply;

import io.hindsight.observe.ConcernHealth;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Tells which tables of a lake couldn't be kept quick to read the last time, and why; their batches go on. */
final class LakeHealth extends ConcernHealth {

    private final Map<String, String> problems = new ConcurrentSkipListMap<>();

    LakeHealth(String route) {
        super("maintenance-" + route);
    }

    /** Says whether it went well before. */
    boolean failed(String table, String why) {
        return problems.put(table, why) == null;
    }

    void done(String table) {
        problems.remove(table);
    }

    @Override
    protected Optional<String> concern() {
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of("files can't be written anew, so that reading gets slower: " + problems);
    }
}
