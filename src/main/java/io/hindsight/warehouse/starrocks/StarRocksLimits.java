package io.hindsight.warehouse.starrocks;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.OwnColumns;
import io.hindsight.warehouse.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What of a table StarRocks can't keep at all, by its declaration alone. */
final class StarRocksLimits {

    private static final int LARGEST_DECIMAL = 38;

    /** Its names may hold most characters; those that end a quoted name or stand for parameters can't be escaped. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}`\\\\=<>!*#?&{}$:'\"]{1,1000}");

    private static final Pattern RESERVED = Pattern.compile("(?i)(__op|__row|__starrocks_).*");

    private final CapturedTable table;
    private final Layout layout;
    private final String option;

    StarRocksLimits(CapturedTable table, Layout layout) {
        this.table = table;
        this.layout = layout;
        this.option = "hindsight.table." + table.declaration().name() + ".";
    }

    List<String> misfits() {
        var misfits = new ArrayList<String>();
        if (!NAME.matcher(table.declaration().target()).matches()) {
            misfits.add("StarRocks can't have a table called "
                    + table.declaration().target() + "; write " + option + "target=another_name");
        }
        for (var column : table.columns()) {
            look(column, misfits);
        }
        look(misfits);
        var key = new StarRocksKey(table);
        if (key.declaredBytes() > StarRocksKey.LARGEST) {
            misfits.add("the key of " + table.source() + " may take " + key.declaredBytes() + " bytes with what tells"
                    + " versions apart, and StarRocks keeps " + StarRocksKey.LARGEST
                    + " at most; choose shorter columns: "
                    + option + "key=…, or keep it elsewhere: " + option + "warehouses=…");
        }
        if (!table.declaration().routineLoad().isEmpty()) {
            misfits.addAll(RoutineLoadColumns.misfits(table));
        }
        return misfits;
    }

    /** Whether rows can be spread and sorted as somebody wants them to be. */
    private void look(List<String> misfits) {
        var names = table.columns().stream().map(Column::target).toList();
        var keys = table.keys().stream().map(Column::target).toList();
        layout.distributedBy(table.declaration())
                .filter(by -> !keys.containsAll(by))
                .ifPresent(by -> misfits.add("StarRocks spreads rows by columns of their key only, and of " + by
                        + " not all are in " + keys + ", the key of " + table.source() + "; mend distributed-by of the"
                        + " warehouse, or make them part of the key: " + option + "key=…"));
        layout.orderBy(table.declaration())
                .filter(by -> !by.stream().allMatch(name -> names.contains(name) || OwnColumns.has(name)))
                .ifPresent(by -> misfits.add(
                        "order-by of the warehouse says " + by + ", and " + table.source() + " hasn't all of them"));
    }

    private void look(Column column, List<String> misfits) {
        if (!NAME.matcher(column.target()).matches()
                || RESERVED.matcher(column.target()).matches()) {
            misfits.add("StarRocks can't have a column called " + column.target() + "; write " + option + "rename="
                    + column.name() + ":another_name");
        }
        if (column.key() && !canBeKey(column)) {
            misfits.add("column " + column.name() + " of " + table.source() + " is " + column.type()
                    + ", which StarRocks can't have in a primary key; choose other columns: " + option + "key=…");
        } else if (column.type().precision() > LARGEST_DECIMAL) {
            misfits.add("column " + column.name() + " of " + table.source() + " has "
                    + column.type().precision()
                    + " digits, and StarRocks keeps " + LARGEST_DECIMAL + " at most; leave it out: " + option
                    + "exclude=" + column.name());
        }
    }

    private static boolean canBeKey(Column column) {
        return switch (column.type().kind()) {
            case DECIMAL, FLOAT, BINARY, JSON, GEOMETRY, ARRAY -> false;
            case WHOLE, BIT, YEAR, DATE, TIME, DATETIME, TIMESTAMP, TEXT, ENUM, SET, UUID -> true;
        };
    }
}
