package io.hindsight.table;

/** Says that a declared table can't be kept as declared: which, why, and what to write instead. */
public final class InvalidTableException extends IllegalArgumentException {

    public InvalidTableException(TableDeclaration declaration, String what, String cure) {
        super("hindsight.table." + declaration.name() + " (" + declaration.source() + "): " + what + "; " + cure);
    }
}
