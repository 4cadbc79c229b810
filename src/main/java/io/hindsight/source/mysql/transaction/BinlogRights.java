package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.network.ServerException;
import io.hindsight.settings.InvalidSettingsException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells a user that may not read the binlog from whatever else may go wrong with it. */
final class BinlogRights {

    /** ER_SPECIFIC_ACCESS_DENIED_ERROR. */
    private static final int DENIED = 1227;

    private BinlogRights() {}

    /** Gives the same failure, or one with the cure. */
    static <E extends Exception> E explained(String user, E failure) {
        var isDenied = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && sql.getErrorCode() == DENIED
                        || cause instanceof ServerException server && server.getErrorCode() == DENIED);
        if (isDenied) {
            throw new InvalidSettingsException(List.of("the user " + user + " may not read the source's binlog: GRANT"
                    + " REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO it"));
        }
        return failure;
    }
}
