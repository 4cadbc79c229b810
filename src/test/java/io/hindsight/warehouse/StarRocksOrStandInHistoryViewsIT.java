package io.hindsight.warehouse;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;

class StarRocksOrStandInHistoryViewsIT extends HistoryViews {

    private static final KeptTable TABLE = people(new Engine(TestServers.starRocks(), Unique.name("views")));

    @Override
    KeptTable table() {
        return TABLE;
    }
}
