package io.hindsight.source.postgresql.check;

import io.hindsight.capture.CaptureException;
import io.hindsight.settings.Settings;
import io.hindsight.source.postgresql.PostgresConnection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the publication, or adds tables to it that were declared later, where the settings ask for that; never one whose
 * updates would fail then. What a publication has already is left as it is.
 */
public final class PublicationMaker {

    private static final Logger LOG = LoggerFactory.getLogger(PublicationMaker.class);

    private PublicationMaker() {}

    /**
     * Does so before an engine starts.
     *
     * @throws CaptureException when the user may not
     */
    public static void make(Settings settings) throws SQLException {
        var source = settings.source();
        if (!source.makesPublication()) {
            return;
        }
        try (var connection = PostgresConnection.open(source);
                var statement = connection.createStatement()) {
            var addition = DeclaredTables.read(connection, settings)
                    .publication(connection, source)
                    .addition();
            if (addition.isPresent()) {
                run(statement, addition.get());
            }
        }
    }

    private static void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
            LOG.warn(
                    "done in the source: {}; of what was written to those tables before, the log has nothing: hindsight"
                            + " snapshot reads it, and capture itself where a pattern has found them",
                    sql);
        } catch (SQLException refused) {
            throw new CaptureException(
                    "the user of capture may not publish the tables (" + refused.getMessage() + "): let the tables'"
                            + " owner run " + sql + ", and set hindsight.source.make-publication=false",
                    refused);
        }
    }
}
