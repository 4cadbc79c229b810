package io.hindsight.warehouse.iceberg;

import org.apache.iceberg.StructLike;

/** A row of an Iceberg table, in its inner values, by the places of the table's columns. */
record LakeRow(Object[] values) implements StructLike {

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public <T> T get(int place, Class<T> type) {
        return type.cast(values[place]);
    }

    @Override
    public <T> void set(int place, T value) {
        values[place] = value;
    }
}
