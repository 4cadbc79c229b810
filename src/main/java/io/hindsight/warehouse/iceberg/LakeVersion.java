package io.hindsight.warehouse.iceberg;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import java.util.List;

/** A row of a kept table as it was read out of a lake: its values as canonical texts, and what the program says of it. */
public final class LakeVersion {

    private final LakeColumns columns;
    private final CapturedTable kept;
    private final Object[] row;

    LakeVersion(LakeColumns columns, CapturedTable kept, Object[] row) {
        this.columns = columns;
        this.kept = kept;
        this.row = row;
    }

    /** What it is a version of. */
    public Key key() {
        return new Key(texts(kept.keys()));
    }

    /** The texts of some columns; null for what has no value. */
    public List<String> texts(List<Column> some) {
        var texts = new String[some.size()];
        for (var index = 0; index < texts.length; index++) {
            texts[index] = LakeText.of(some.get(index), value(some.get(index)));
        }
        return java.util.Arrays.asList(texts);
    }

    /** A column's value as Iceberg holds it: for those that have no common text. */
    public Object value(Column column) {
        return row[columns.place(column.target())];
    }

    /** When it began; of a history. */
    public long start() {
        return (Long) own(LakeSchema.START);
    }

    /** When it ended; null as long as it is in force. */
    public Long end() {
        return (Long) own(LakeSchema.END);
    }

    public boolean isCurrent() {
        return (Boolean) own(LakeSchema.CURRENT);
    }

    public String op() {
        return own(LakeSchema.OP).toString();
    }

    /** The place of its change in the source's order. */
    public String seq() {
        return own(LakeSchema.SEQ).toString();
    }

    private Object own(String column) {
        return row[columns.place(column)];
    }

    Object[] row() {
        return row;
    }
}
