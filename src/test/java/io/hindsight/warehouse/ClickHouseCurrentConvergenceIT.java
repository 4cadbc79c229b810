package io.hindsight.warehouse;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;

class ClickHouseCurrentConvergenceIT extends CurrentConvergence {

    private static final KeptTable TABLE = people(new Engine(TestServers.clickHouse(), Unique.name("current")));

    @Override
    protected KeptTable table() {
        return TABLE;
    }
}
