package io.hindsight.source;

import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers what a server that changes are captured from is asked, over one connection; for one thread at a time. */
public interface Source extends AutoCloseable {

    /**
     * Connects.
     *
     * @throws SQLException when the server can't be reached, or doesn't let the user in
     */
    static Source open(SourceSettings settings) throws SQLException {
        return open(settings, TimeLimits.STATEMENT);
    }

    /** Connects for questions whose answers may take so long. */
    static Source open(SourceSettings settings, Duration answer) throws SQLException {
        return SourceDriver.of(settings.kind()).open(settings, answer);
    }

    /** Gives the server's version, as it says it. */
    String version() throws SQLException;

    /** Says how exact its commit times are: {@code in microseconds}. */
    String commitTimes() throws SQLException;

    /** Lists the tables that the user may read, without views and what is the server's own. */
    List<TableName> tables() throws SQLException;

    /** Says whether there is a table of exactly that name. */
    boolean has(TableName table) throws SQLException;

    /** Reads a table's columns, in its own order; empty where there is no such table. */
    List<SourceColumn> columns(TableName table) throws SQLException;

    /** Reads the server's guesses of how many rows tables have, by their names; a table without one is missing. */
    Map<String, Long> rowEstimates(Collection<TableName> tables) throws SQLException;

    /** Reads what is said of tables and their columns in words; of one that nothing is said of, nothing. */
    Map<TableName, Comments> comments(Collection<TableName> tables) throws SQLException;

    /** Reads where the log of changes ends now. */
    SourceOffset end() throws SQLException;

    /** Reads the server's clock, which its commit times are of. */
    Instant now() throws SQLException;

    /** Says in a sentence how long that log keeps a change, and what removes it earlier. */
    String retention() throws SQLException;

    /** Reads what the server keeps of that log for capture alone; empty where it keeps it for a time, whoever has read it. */
    default Optional<KeptLog> keptLog() throws SQLException {
        return Optional.empty();
    }

    /** Says what of the declared tables isn't told to capture although they are there, each with the cure. */
    default List<String> untold(Settings pipeline) throws SQLException {
        return List.of();
    }

    /**
     * Gives those of some tables, found while changes flow, whose rows are to be read now: the log tells of them from here
     * on only. None where the log tells what is written to any table.
     */
    default List<TableName> toBeRead(Collection<TableName> found) throws SQLException {
        return List.of();
    }

    /** Gives what queries of a table's rows are made of; it ends with this connection. */
    SourceRows rows(TableName table);

    /**
     * Has all rows of tables read again while changes flow.
     *
     * @throws io.hindsight.settings.InvalidSettingsException when the way to ask isn't set, with what to do
     */
    void requestSnapshot(Settings pipeline, List<CapturedTable> tables) throws SQLException;

    /** Has the rows of these keys read again, as far as they are there; throws as for whole tables. */
    void requestSnapshot(Settings pipeline, CapturedTable table, List<Key> keys) throws SQLException;

    @Override
    void close() throws SQLException;
}
