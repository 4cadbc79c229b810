package io.hindsight.kills;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.oracle.Oracle;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The history of the audited accounts in a warehouse, by the name that the settings give it. */
record AuditedHistory(String warehouse, JdbcServer server, String database) {

    private Oracle oracle() {
        return new Oracle(TestServers.mySql(), Map.of(warehouse, server), database);
    }

    /** How many changes it has; none while there is no table. */
    long count() {
        try {
            return oracle().kept(AuditedAccounts.TABLE, warehouse);
        } catch (IllegalStateException notYetThere) {
            return 0;
        }
    }

    /** Waits until it has every change once, in its order, without a gap. */
    void awaitWhole() throws SQLException {
        var written = oracle().written(AuditedAccounts.TABLE);
        await("all changes in " + warehouse)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> count() >= written);
        var comparison = oracle().compare(AuditedAccounts.TABLE, warehouse, List.of("accounts_current"));
        assertThat(comparison.holds())
                .as("%s%n%s", comparison, comparison.words())
                .isTrue();
    }
}
