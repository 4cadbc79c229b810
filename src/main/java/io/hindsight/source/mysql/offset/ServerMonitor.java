package io.hindsight.source.mysql.offset;

import io.hindsight.capture.CaptureException;
import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.BinlogOffset;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Looks, while an engine runs, whether the same server still answers and its binlog still grows: the engine's own
 * connection comes up again by itself, whoever answers.
 */
public final class ServerMonitor implements AutoCloseable {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    /** No connection breaks and comes up again, at another server, in less. */
    private static final long GAP = TimeUnit.MILLISECONDS.toNanos(100);

    private final Settings settings;
    private final String identity;

    private BinlogServer server;
    private BinlogOffset end;
    private long looked;
    private long asked;

    public ServerMonitor(Settings settings, BinlogServer server) throws SQLException {
        this.settings = settings;
        this.server = server;
        this.identity = server.identity();
        this.end = server.end();
        this.looked = System.nanoTime();
        this.asked = looked;
    }

    /** Asks once a second, and whenever no batch came for a moment; the next engine says what is to be done. */
    public void check() {
        var now = System.nanoTime();
        var isUninterrupted = now - asked < GAP;
        asked = now;
        if (isUninterrupted && now - looked < PAUSE) {
            return;
        }
        try {
            look();
        } catch (SQLException lost) {
            again();
        }
        looked = System.nanoTime();
    }

    private void look() throws SQLException {
        var now = server.end();
        if (!server.identity().equals(identity) || now.compareTo(end) < 0) {
            throw new CaptureException(
                    "another server answers at " + settings.source() + ", or its binlog has begun again");
        }
        end = now;
    }

    private void again() {
        close();
        try {
            server = new BinlogServer(settings);
            look();
        } catch (SQLException away) {
            throw new CaptureException("MySQL at " + settings.source() + " doesn't answer", away);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (SQLException gone) {
            // it was to be closed
        }
    }
}
