package io.hindsight.history;

/** Tells of a row whose log leaves values out that no version before has. */
final class IncompleteRowException extends UnreadableException {

    private final transient Row row;

    IncompleteRowException(Row row, String reason) {
        super(reason);
        this.row = row;
    }

    Row row() {
        return row;
    }
}
