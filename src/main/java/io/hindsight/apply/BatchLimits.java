package io.hindsight.apply;

import io.hindsight.settings.WarehouseSettings;
import java.time.Duration;

/**
 * When a batch is given out.
 *
 * @param changes in a batch, at most
 * @param bytes of keys and values that a consumer reads before a batch is given out; the last few messages' more can be in it
 * @param longestWait how long a change waits for others, at most
 */
record BatchLimits(int changes, long bytes, Duration longestWait) {

    static BatchLimits of(WarehouseSettings warehouse) {
        return new BatchLimits(warehouse.batchSize(), warehouse.batchBytes(), warehouse.batchWait());
    }
}
