package io.hindsight.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * What StarRocks says of a Routine Load job.
 *
 * @param state NEED_SCHEDULE, RUNNING, UNSTABLE, PAUSED, CANCELLED or STOPPED; NONE when there is no such job
 * @param reason why it is paused or cancelled; empty when it isn't
 * @param progress the offset that it has read, by partition, as JSON
 * @param statistic rows loaded and refused, as JSON
 */
public record RoutineLoadState(String state, String reason, String progress, String statistic) {

    private static final Pattern UNKNOWN = Pattern.compile("(?i)there is no (running )?job");
    private static final RoutineLoadState NONE = new RoutineLoadState("NONE", "", "", "");

    /** Asks for a job. */
    public static RoutineLoadState of(Connection connection, RoutineLoad job) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(job.show())) {
            return rows.next()
                    ? new RoutineLoadState(
                            rows.getString("State"),
                            text(rows.getString("ReasonOfStateChanged")),
                            text(rows.getString("Progress")),
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
}
