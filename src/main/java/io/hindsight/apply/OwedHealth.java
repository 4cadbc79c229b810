package io.hindsight.apply;

import io.hindsight.observe.ConcernHealth;
import io.hindsight.table.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Tells which tables have rows that changed without a word in the source's log, and why those aren't compared yet. */
final class OwedHealth extends ConcernHealth {

    private final Map<String, String> problems = new ConcurrentSkipListMap<>();

    OwedHealth() {
        super("owed-comparisons");
    }

    void failed(TableName table, String why) {
        problems.put(table.toString(), why);
    }

    void done(TableName table) {
        problems.remove(table.toString());
    }

    @Override
    protected Optional<String> concern() {
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "rows have changed without a word in the source's log, and couldn't be compared: " + problems);
    }
}
