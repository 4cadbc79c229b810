package io.hindsight.warehouse.starrocks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Holds what StarRocks says of a Routine Load job.
 *
 * @param state NEED_SCHEDULE, RUNNING, UNSTABLE, PAUSED, CANCELLED or STOPPED; NONE when there is no such job
 * @param reason why it is paused or cancelled; empty when it isn't
 * @param progress the last offset that it has read, by partition, as JSON
 * @param ends where the topic ended when it last looked, by partition, as JSON; empty where a version doesn't tell
 * @param statistic rows loaded and refused, as JSON
 */
public record RoutineLoadState(String state, String reason, String progress, String ends, String statistic) {

    private static final Pattern UNKNOWN = Pattern.compile("(?i)there is no (running )?job");
    private static final RoutineLoadState NONE = new RoutineLoadState("NONE", "", "", "", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asks for a job. */
    public static RoutineLoadState of(Connection connection, RoutineLoad job) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(job.show())) {
            return rows.next()
                    ? new RoutineLoadState(
                            rows.getString("State"),
                            text(rows.getString("ReasonOfStateChanged")),
                            text(rows.getString("Progress")),
                            has(rows, "LatestSourcePosition") ? text(rows.getString("LatestSourcePosition")) : "",
                            text(rows.getString("Statistic")))
                    : NONE;
        } catch (SQLException refused) {
            if (refused.getMessage() != null
                    && UNKNOWN.matcher(refused.getMessage()).find()) {
                return NONE;
            }
            throw refused;
        }
    }

    private static boolean has(ResultSet rows, String name) throws SQLException {
        var columns = rows.getMetaData();
        for (var column = 1; column <= columns.getColumnCount(); column++) {
            if (columns.getColumnLabel(column).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static String text(String column) {
        return column == null ? "" : column;
    }

    /** Whether there is such a job, or can't be one of its name any more. */
    public boolean exists() {
        return !state.equals("NONE") && !state.equals("STOPPED") && !state.equals("CANCELLED");
    }

    /** Whether it reads, or is about to. */
    public boolean reads() {
        return exists() && !state.equals("PAUSED");
    }

    /** Messages that it hasn't read; unknown where it doesn't tell, and when it doesn't read: then it doesn't look. */
    public OptionalLong behind() {
        var last = json(progress);
        var behind = 0L;
        for (var end : json(ends).properties()) {
            var read = last.path(end.getKey()).asText();
            if (!reads() || !read.matches("\\d+|OFFSET_ZERO")) {
                return OptionalLong.empty();
            }
            var next = read.equals("OFFSET_ZERO") ? 0 : Long.parseLong(read) + 1;
            behind += Math.max(0, end.getValue().asLong() - next);
        }
        return json(ends).isEmpty() ? OptionalLong.empty() : OptionalLong.of(behind);
    }

    /** Rows that it has loaded since it was made. */
    public OptionalLong loadedRows() {
        var rows = json(statistic).path("loadedRows");
        return rows.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(rows.asLong());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException nothingOfTheKind) {
            return JSON.missingNode();
        }
    }
}
