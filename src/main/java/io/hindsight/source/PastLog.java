package io.hindsight.source;

import io.hindsight.settings.SourceKind;
import io.hindsight.settings.SourceSettings;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds places in what a source's log still has of the past, so that it can be read again; found as a service, as JDBC's
 * drivers are. Each question is a connection of its own.
 */
public interface PastLog {

    /** Finds the one for a kind of source; empty where its log keeps nothing that has been read. */
    static Optional<PastLog> of(SourceKind kind) {
        return ServiceLoader.load(PastLog.class, PastLog.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(log -> log.accepts(kind))
                .findFirst();
    }

    /** Says whether its sources are of that kind. */
    boolean accepts(SourceKind kind);

    /** Reads a place as people write it; empty where it is none. */
    Optional<SourceOffset> parse(String text);

    /** Gives the first place that the log still has. */
    SourceOffset oldest(SourceSettings source) throws SQLException;

    /**
     * Gives where the first transaction begins that was committed at a moment or after it; the log's end if there is none.
     *
     * @throws io.hindsight.settings.InvalidSettingsException when the log begins later, with what it has
     */
    SourceOffset at(SourceSettings source, Instant moment) throws SQLException, InterruptedException;

    /**
     * Gives where the transaction begins that a place is in, or the place itself if one begins there.
     *
     * @throws io.hindsight.settings.InvalidSettingsException when the log hasn't that place, with what it has
     */
    SourceOffset transaction(SourceSettings source, SourceOffset place) throws SQLException, InterruptedException;

    /** Gives a place that the log still has, not long before a change; empty where the change stands before all of it. */
    Optional<SourceOffset> before(SourceSettings source, String changeSeq, int epoch) throws SQLException;

    /**
     * Gives where the first transaction begins, behind others of the tables that aren't such, with which the log itself says
     * what a table's columns are; empty where there is none.
     */
    Optional<SourceOffset> described(SourceSettings source, SourceOffset from, Collection<TableName> tables)
            throws SQLException, InterruptedException;

    /** Counts the bytes between two places. */
    long bytes(SourceSettings source, SourceOffset from, SourceOffset until) throws SQLException;
}
