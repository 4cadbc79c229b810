package io.hindsight.table;

import java.util.Collection;

/** Says that a declared table can't be kept as declared: which, why, and what to write instead. */
public final class InvalidTableException extends IllegalArgumentException {

    public InvalidTableException(TableDeclaration declaration, String what, String cure) {
        super("hindsight.table." + declaration.name() + " (" + declaration.source() + "): " + what + "; " + cure);
    }

    /** Of a table, or of rows, without a column that is masked: another one may have its values. */
    public static InvalidTableException withoutMasked(
            TableDeclaration declaration, Mask mask, Collection<String> columns) {
        return new InvalidTableException(
                declaration,
                "there is no column " + mask.column() + ", which is masked, among " + String.join(", ", columns),
                "if it is or was called otherwise, write mask=" + mask.column()
                        + "|other_name:…, if the table is or was" + " without it, mask=" + mask.column()
                        + "?:…, and start again (docs/privacy.md)");
    }

    /** Of a table that the source hasn't. */
    public static InvalidTableException noSuchTable(TableDeclaration declaration) {
        return new InvalidTableException(
                declaration,
                "the source has no such table (a view is none: its tables are captured), or the user can't see it",
                "check source=… and the SELECT grant");
    }
}
