package io.hindsight.types;

import io.hindsight.testing.Pipeline;

/** Written by the program, read by ClickHouse. */
class IcebergTypesIT extends Types {

    @Override
    String warehouse() {
        return Pipeline.LAKE;
    }

    @Override
    boolean isKept(TypeColumn column) {
        return !RoundTrip.NO_TIMES_OF_A_DAY.contains(column.name());
    }
}
