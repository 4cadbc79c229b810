package io.hindsight.cases;

import static io.hindsight.testing.Await.await;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.LakeViews;
import io.hindsight.testing.Pipeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a warehouse answers for the cases of a lane: the rows that users see. */
final class KeptCases {

    private static final List<String> COLUMNS = new ArrayList<>(CaseColumns.KEYS);

    static {
        COLUMNS.addAll(CaseColumns.VALUES);
    }

    private KeptCases() {}

    /** A row as users see it; start and end are null where there is no history. */
    record KeptRow(Map<String, String> values, Instant start, Instant end) {}

    /** The rows by case. */
    static Map<String, List<KeptRow>> read(String warehouse, String database, Lane lane) {
        return read(warehouse, database, lane.table(), lane.cases().get(0).isLatestOnly());
    }

    /** The rows of a kept table by case; latest where it has no history. */
    static Map<String, List<KeptRow>> read(String warehouse, String database, String table, boolean latest) {
        var server = Pipeline.server(warehouse);
        var sql = "SELECT " + String.join(", ", COLUMNS)
                + (latest ? "" : ", effective_start_ts, effective_end_ts, is_current")
                + " FROM " + (warehouse.equals(Pipeline.LAKE) ? inLake(database, table, latest) : from(table, latest));
        // a busy engine may refuse a question; what it answers is what counts
        return await(sql)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> answer(server, database, sql, latest), Objects::nonNull);
    }

    private static Map<String, List<KeptRow>> answer(JdbcServer server, String database, String sql, boolean latest)
            throws SQLException {
        var byCase = new HashMap<String, List<KeptRow>>();
        try (var connection = server.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                byCase.computeIfAbsent(rows.getString("case_id"), id -> new ArrayList<>())
                        .add(latest ? new KeptRow(values(rows), null, null) : version(rows));
            }
            return byCase;
        }
    }

    private static String from(String table, boolean latest) {
        return table + (latest ? "" : "_versions");
    }

    /** ClickHouse reads the lake. */
    private static String inLake(String database, String table, boolean latest) {
        if (latest) {
            return LakeViews.table(database, table + "_rows") + " WHERE NOT is_deleted";
        }
        LakeViews.ofHistory(
                database, database, table, CaseColumns.KEYS, List.of(CaseColumns.TRACKED.split(", ")), COLUMNS);
        return table + "_lake_versions";
    }

    private static KeptRow version(ResultSet row) throws SQLException {
        var start = row.getObject("effective_start_ts", OffsetDateTime.class).toInstant();
        var end = row.getObject("effective_end_ts", OffsetDateTime.class);
        if (row.getBoolean("is_current") != (end == null)) {
            throw new AssertionError("is_current and effective_end_ts disagree");
        }
        return new KeptRow(values(row), start, end == null ? null : end.toInstant());
    }

    private static Map<String, String> values(ResultSet row) throws SQLException {
        var values = new LinkedHashMap<String, String>();
        for (var column : COLUMNS) {
            values.put(column, row.getString(column));
        }
        return values;
    }
}
