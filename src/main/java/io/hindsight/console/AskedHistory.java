package io.hindsight.console;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.KeyText;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.HistoryQuestions;
import io.hindsight.warehouse.HistoryQuestions.Having;
import io.hindsight.warehouse.Question;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers what people ask one warehouse of a table's history. Each row is texts, NULL as null: the table's columns, two
 * moments in ISO 8601, op_type and change_seq.
 */
interface AskedHistory {

    /**
     * Some of the rows that were asked for.
     *
     * @param next the key behind which there may be more; empty: there are none
     */
    record Part(List<List<String>> rows, List<String> next) {}

    Dialect dialect();

    CapturedTable table();

    /** The versions of a key, newest first: those before a change_seq, where one is given. */
    List<List<String>> versions(List<String> key, Optional<String> before, int limit);

    /** The version of a key that was in force at a moment: one row or none. */
    List<List<String>> row(List<String> key, Instant at);

    /**
     * The rows in force at a moment, in the keys' order, from behind a key on; fewer than so many needn't be all.
     *
     * @param having only those
     */
    Part rows(Instant at, List<String> after, Optional<Having> having, int limit);

    /**
     * Since when the table's history is known, if a moment is before that: what was then, no answer says. Empty, too,
     * where the warehouse can't say it.
     *
     * @param isEmpty whether there was no row; where the history begins with the rows as they were read, no other answer
     *     is from before
     */
    default Optional<Instant> knownSince(Instant at, boolean isEmpty) {
        return Optional.empty();
    }

    /** What {@link HistoryQuestions#changes} is answered with. */
    List<List<String>> changes(Question question);

    /** The column of that name. */
    default Column column(String name) {
        return table().target(name)
                .orElseThrow(() -> new Problem(
                        400,
                        "column: the table has none of that name in "
                                + dialect().name()));
    }

    /** The same as people may ask it themselves, in the warehouse's words. */
    default HistoryQuestions questions() {
        return new HistoryQuestions(dialect(), table());
    }

    /** The key, when it can be one. */
    default List<String> key(List<String> texts) {
        try {
            return KeyText.checked(table(), texts);
        } catch (IllegalArgumentException wrong) {
            throw new Problem(400, wrong.getMessage());
        }
    }

    /** A moment that the warehouse can be asked for; now, where none is said. */
    default Instant moment(String text) {
        return moment("at", text);
    }

    /** @param name of the parameter */
    default Instant moment(String name, String text) {
        try {
            var moment = text == null ? Instant.now() : Instant.parse(text);
            if (dialect().reaches(moment)) {
                return moment;
            }
        } catch (DateTimeException wrong) {
            // said below
        }
        throw new Problem(400, name + ": write a moment that " + dialect().name() + " knows, as 2026-03-01T12:00:00Z");
    }
}
