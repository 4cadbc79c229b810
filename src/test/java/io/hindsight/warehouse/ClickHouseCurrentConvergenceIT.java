package io.hindsight.warehouse;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;

class ClickHouseCurrentConvergenceIT extends CurrentConvergence {

    private static final Engine ENGINE = new Engine(TestServers.clickHouse(), Unique.name("current"));
    private static final KeptTable TABLE = people(ENGINE);
    private static final KeptTable PARTIAL = peoplePartly(ENGINE);

    @Override
    protected KeptTable table() {
        return TABLE;
    }

    @Override
    protected KeptTable partial() {
        return PARTIAL;
    }
}
