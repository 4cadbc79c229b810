package io.hindsight.bench;

import io.hindsight.warehouse.Engine;
import java.sql.SQLException;

/**
 * Versions of people, made by the warehouse itself: one a second of each key from {@code 2026-01-01T00:00:00Z} on, the
 * newest of them open.
 *
 * @param first the first key; the others follow it
 */
record Filling(long first, long keys, long versions) {

    private static final String CLICKHOUSE =
            """
            INSERT INTO %1$s_rows (id, name, city, effective_start_ts, effective_end_ts, is_current, op_type, change_seq,
              known_changes)
            WITH toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + toIntervalSecond(intDiv(number, %3$d)) AS starts,
              intDiv(number, %3$d) = %4$d - 1 AS is_last
            SELECT %2$d + number %% %3$d, concat('name', toString(number)), 'city',
              starts, if(is_last, NULL, starts + toIntervalSecond(1)), is_last, 'u',
              leftPad(lower(hex(number + 1)), 32, '0'), %4$d
            FROM numbers(%3$d * %4$d)
            """;

    private static final String POSTGRESQL =
            """
            INSERT INTO %1$s (id, name, city, effective_start_ts, effective_end_ts, is_current, op_type, change_seq)
            SELECT %2$d + n %% %3$d, 'name' || n, 'city',
              timestamptz '2026-01-01 00:00:00Z' + make_interval(secs => n / %3$d),
              CASE WHEN n / %3$d < %4$d - 1
                THEN timestamptz '2026-01-01 00:00:01Z' + make_interval(secs => n / %3$d) END,
              n / %3$d = %4$d - 1, 'u', lpad(to_hex(n + 1), 32, '0')
            FROM generate_series(0, CAST(%3$d AS bigint) * %4$d - 1) AS n;
            VACUUM ANALYZE %1$s
            """;

    /** Puts them into a history of people. */
    void of(Engine engine, String target) throws SQLException {
        var statements = engine.dialect.name().equals("clickhouse") ? CLICKHOUSE : POSTGRESQL;
        try (var statement = engine.connection().createStatement()) {
            for (var sql : statements.split(";")) {
                statement.execute(sql.formatted(target, first, keys, versions));
            }
        }
    }
}
