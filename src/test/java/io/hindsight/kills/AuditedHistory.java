package io.hindsight.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import java.time.Duration;
import java.util.List;

/** The history of the audited accounts in a warehouse. */
record AuditedHistory(JdbcServer warehouse, String database) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** A version must end where the next one of its key begins; a delete, and nothing else, is followed by a gap. */
    private static final String BROKEN =
            """
            AS version
            LEFT JOIN (
              SELECT id, change_seq, effective_start_ts,
                row_number() OVER (PARTITION BY id ORDER BY change_seq) AS place
              FROM accounts
            ) AS here ON here.id = version.id AND here.change_seq = version.change_seq
            LEFT JOIN (
              SELECT id, effective_start_ts, row_number() OVER (PARTITION BY id ORDER BY change_seq) AS place,
                1 AS is_there
              FROM accounts
            ) AS next ON next.id = version.id AND next.place = here.place + 1
            WHERE NOT CASE
              WHEN op_type = 'd' THEN effective_end_ts = version.effective_start_ts AND NOT is_current
              WHEN is_there = 1 THEN effective_end_ts = next.effective_start_ts AND NOT is_current
              ELSE effective_end_ts IS NULL AND is_current
            END""";

    /** How many changes it has; none while there is no table. */
    int count() {
        try {
            return Integer.parseInt(read("count(*)", "").get(0));
        } catch (IllegalStateException notYetThere) {
            return 0;
        }
    }

    /** Waits until it has every change once, in its order, without a gap. */
    void awaitWhole() {
        var written = AuditedChanges.written(database);
        await("all changes in " + warehouse)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(count()).isEqualTo(written.size()));
        assertThat(read("id, op_type, balance, note", "ORDER BY id, change_seq"))
                .isEqualTo(written);
        assertThat(read("count(*)", BROKEN)).containsExactly("0");
    }

    private List<String> read(String columns, String rest) {
        return Rows.of(warehouse, database, "SELECT " + columns + " FROM accounts " + rest);
    }
}
