package io.hindsight.warehouse;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;

class StarRocksStandInHistoryConvergenceIT extends HistoryConvergence {

    private static final KeptTable TABLE = people(new Engine(TestServers.starRocks(), Unique.name("history")));

    @Override
    KeptTable table() {
        return TABLE;
    }
}
