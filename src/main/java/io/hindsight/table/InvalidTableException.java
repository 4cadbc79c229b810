package io.hindsight.table;

/** Says that a declared table can't be kept as declared: which, why, and what to write instead. */
public final class InvalidTableException extends IllegalArgumentException {

    public InvalidTableException(TableDeclaration declaration, String what, String cure) {
        super("hindsight.table." + declaration.name() + " (" + declaration.source() + "): " + what + "; " + cure);
    }

    /** Of a table that the source hasn't. */
    public static InvalidTableException noSuchTable(TableDeclaration declaration) {
        return new InvalidTableException(
                declaration,
                "the source has no such table, or the user can't see it",
                "check source=… and the SELECT grant");
    }
}
