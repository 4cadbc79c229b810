package io.hindsight.warehouse;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;

class StarRocksOrStandInCurrentConvergenceIT extends CurrentConvergence {

    private static final KeptTable TABLE = people(new Engine(TestServers.starRocks(), Unique.name("current")));

    @Override
    protected KeptTable table() {
        return TABLE;
    }
}
