package io.hindsight.warehouse;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;

class PostgreSqlHistoryConvergenceIT extends BegunHistoryConvergence {

    private static final Engine ENGINE = new Engine(TestServers.postgres(), Unique.name("history"));
    private static final KeptTable TABLE = people(ENGINE);
    private static final KeptTable BEGUN = peopleBegun(ENGINE);
    private static final KeptTable APART = peopleApart(ENGINE);
    private static final KeptTable PARTIAL = peoplePartly(ENGINE);

    @Override
    protected KeptTable table() {
        return TABLE;
    }

    @Override
    protected KeptTable begun() {
        return BEGUN;
    }

    @Override
    protected KeptTable apart() {
        return APART;
    }

    @Override
    protected KeptTable partial() {
        return PARTIAL;
    }
}
