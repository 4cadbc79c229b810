package io.hindsight.oracle;

/**
 * A row of a kept history.
 *
 * @param change op, number and text, as the triggers write them down
 * @param start in microseconds
 * @param end in microseconds; null: open
 */
record Version(int key, String change, String seq, long start, Long end, boolean current) {

    boolean isDelete() {
        return change.startsWith("d|");
    }
}
