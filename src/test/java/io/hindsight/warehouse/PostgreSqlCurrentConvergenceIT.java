package io.hindsight.warehouse;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;

class PostgreSqlCurrentConvergenceIT extends CurrentConvergence {

    private static final KeptTable TABLE = people(new Engine(TestServers.postgres(), Unique.name("current")));

    @Override
    protected KeptTable table() {
        return TABLE;
    }
}
