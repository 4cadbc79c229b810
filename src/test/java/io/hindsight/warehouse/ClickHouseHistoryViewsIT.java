package io.hindsight.warehouse;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;

class ClickHouseHistoryViewsIT extends HistoryViews {

    private static final KeptTable TABLE = people(new Engine(TestServers.clickHouse(), Unique.name("views")));

    @Override
    KeptTable table() {
        return TABLE;
    }
}
