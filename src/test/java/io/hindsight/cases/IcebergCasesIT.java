package io.hindsight.cases;

import io.hindsight.testing.Pipeline;

/** Written by the program, read by ClickHouse. */
class IcebergCasesIT extends Cases {

    @Override
    String warehouse() {
        return Pipeline.LAKE;
    }
}
