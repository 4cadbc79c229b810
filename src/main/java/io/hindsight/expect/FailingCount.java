package io.hindsight.expect;

import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.Expectation;
import io.hindsight.warehouse.expected.FailingRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Asks a warehouse how many rows aren't as expected. */
final class FailingCount {

    private FailingCount() {}

    /**
     * Asks for the number.
     *
     * @throws SQLException also when it takes longer than the expectation gives it
     */
    static long of(Connection connection, Expectation expectation, FailingRows rows) throws SQLException {
        var timeout = expectation.timeout();
        // of every statement that is made from now on
        connection.setNetworkTimeout(
                Runnable::run, (int) timeout.plus(TimeLimits.GRACE).toMillis());
        return rows.parameters().isEmpty() ? plain(connection, rows, timeout) : bound(connection, rows, timeout);
    }

    /** What people have written may have question marks of its own. */
    private static long plain(Connection connection, FailingRows rows, Duration timeout) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setQueryTimeout((int) timeout.toSeconds());
            try (var answer = statement.executeQuery(rows.sql())) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }

    private static long bound(Connection connection, FailingRows rows, Duration timeout) throws SQLException {
        try (var statement = connection.prepareStatement(rows.sql())) {
            statement.setQueryTimeout((int) timeout.toSeconds());
            for (var index = 0; index < rows.parameters().size(); index++) {
                statement.setString(index + 1, rows.parameters().get(index));
            }
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }
}
