package io.hindsight.warehouse;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;

class ClickHouseHistoryAnswersIT extends HistoryAnswers {

    private static final KeptTable TABLE = streets(new Engine(TestServers.clickHouse(), Unique.name("answers")));

    @Override
    KeptTable table() {
        return TABLE;
    }
}
