package io.hindsight.source.mysql.structure;

import java.util.Optional;

/** Compares what the binlog says of a table with a structure that its rows may be read with. */
final class Contradiction {

    private final MappedTable told;

    private Contradiction(MappedTable told) {
        this.told = told;
    }

    /** Gives what in a structure isn't as the binlog has it; empty if rows can be read with it. */
    static Optional<String> of(MappedTable told, TableStructure structure) {
        return new Contradiction(told).in(structure);
    }

    private Optional<String> in(TableStructure structure) {
        if (structure.columns().size() != told.size()) {
            return Optional.of("it has " + told.size() + " columns, where "
                    + structure.columns().size() + " are known");
        }
        for (var index = 0; index < told.size(); index++) {
            var wrong = in(index, structure.columns().get(index));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (told.isFull()) {
            if (!told.names().equals(structure.names())) {
                return Optional.of("its columns are " + told.names() + ", where " + structure.names() + " are known");
            }
            if (!told.key().equals(structure.key())) {
                return Optional.of("its key is " + told.key() + ", where " + structure.key() + " is known");
            }
        }
        return Optional.empty();
    }

    private Optional<String> in(int index, ColumnStructure column) {
        String what;
        if (!told.type(index).isOf(column) || isOtherGeometry(index, column)) {
            what = "has the type code " + told.type(index).code() + "/"
                    + told.type(index).size();
        } else if (column.nullable() != told.nullable(index)) {
            what = told.nullable(index) ? "may be null" : "may not be null";
        } else if (told.hasMetadata() && isWhole(column) && column.unsigned() != told.unsigned(index)) {
            what = told.unsigned(index) ? "is unsigned" : "is signed";
        } else if (isOtherCharset(index, column)) {
            what = "has the character set " + told.charset(index);
        } else if (told.isFull()
                && column.hasLabels()
                && told.labels(index) != null
                && !told.labels(index).equals(column.labels())) {
            what = "has other labels";
        } else {
            return Optional.empty();
        }
        return Optional.of("column " + (index + 1) + " " + what + ", where " + column.name() + " " + column.spelled()
                + (column.nullable() ? "" : " NOT NULL") + " is known");
    }

    private boolean isOtherGeometry(int index, ColumnStructure column) {
        return told.type(index).isGeometry()
                && told.hasMetadata()
                && !told.geometry(index).equals(column.type().replace("geomcollection", "geometrycollection"));
    }

    private boolean isOtherCharset(int index, ColumnStructure column) {
        var charset = told.charset(index);
        if (charset == null) {
            return false;
        }
        if (column.isText()) {
            // of one that DDL gives none it isn't known whether it is a text at all
            return !charset.equals(column.charset());
        }
        return column.hasLabels() && told.isFull()
                ? !charset.equals(column.charset() == null ? MappedTable.BINARY : column.charset())
                : told.type(index).hasCharset() && !charset.equals(MappedTable.BINARY);
    }

    private static boolean isWhole(ColumnStructure column) {
        return column.type().endsWith("int");
    }
}
