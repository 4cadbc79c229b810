package io.hindsight.cases;

import java.util.Map;

/**
 * An event of a case.
 *
 * @param op upsert, delete, read or truncate
 * @param moment its place and time, as the case says it: a number, or a date and time
 * @param values by the case's column names
 */
record CaseEvent(String op, Moment moment, Map<String, String> values) {

    boolean ends() {
        return op.equals("delete") || op.equals("truncate");
    }
}
