package io.hindsight.source.mysql.connector;

import io.debezium.relational.Column;
import io.hindsight.source.mysql.DdlType;

/**
 * Tells which columns are four bytes wide: each FLOAT of at most 24 bits, whatever digits it is printed with. Debezium
 * takes a {@code FLOAT(7,4)} for a DOUBLE where it has read its digits in DDL, which the log doesn't have.
 */
final class SinglePrecision {

    private SinglePrecision() {}

    static boolean is(Column column) {
        return DdlType.of(column.typeName(), column.scale().isPresent() ? 0 : column.length())
                .dataType()
                .equals("float");
    }
}
