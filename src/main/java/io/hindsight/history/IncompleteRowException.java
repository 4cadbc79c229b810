package io.hindsight.history;

/** Tells of a row whose log leaves values out that no version before has. */
final class IncompleteRowException extends RuntimeException {

    private final transient Row row;

    IncompleteRowException(Row row, String reason) {
        super(reason, null, false, false);
        this.row = row;
    }

    Row row() {
        return row;
    }
}
