package io.hindsight.source.mysql.engine;

import io.hindsight.capture.engine.SourceCapture;
import io.hindsight.capture.held.HeldTables;
import io.hindsight.capture.message.Deduplication;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.source.mysql.MySqlConnection;
import io.hindsight.source.mysql.SystemVersioning;
import io.hindsight.source.mysql.offset.BinlogServer;
import io.hindsight.source.mysql.offset.PositionGuard;
import io.hindsight.source.mysql.offset.ServerMonitor;
import io.hindsight.source.mysql.offset.StartCheck;
import io.hindsight.source.mysql.schema.DdlGuard;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Looks whether an engine reads the same server's binlog, on from where capture stood, and understands its DDL. */
final class BinlogGuard implements SourceCapture.EngineGuard {

    private final ServerMonitor server;
    private final Deduplication deduplication;
    private final PositionGuard positions;
    private final DdlGuard ddl;
    private final Cascades cascades;

    BinlogGuard(Settings settings) throws SQLException {
        var asked = new BinlogServer(settings);
        server = new ServerMonitor(settings, asked);
        holdVersioned(settings);
        positions = new PositionGuard(settings);
        ddl = DdlGuard.of(settings);
        cascades = new Cascades(settings);
        try {
            deduplication = new StartCheck(settings, asked).check();
        } catch (SQLException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /** Of these a snapshot would read nothing. */
    private static void holdVersioned(Settings settings) throws SQLException {
        if (settings.source().kind() != SourceKind.MARIADB) {
            return;
        }
        try (var connection = MySqlConnection.open(settings.source())) {
            for (var table : SystemVersioning.of(connection, settings.tables())) {
                HeldTables.of(settings.name())
                        .hold(
                                table,
                                new StoredOffset(settings).place(),
                                table + " can't be followed: " + SystemVersioning.REASON,
                                SystemVersioning.CURE);
            }
        }
    }

    @Override
    public Deduplication deduplication() {
        return deduplication;
    }

    @Override
    public void check(List<SourceRecord> batch) {
        server.check();
        batch.forEach(positions::check);
        batch.forEach(ddl::check);
        cascades.check(batch);
    }

    @Override
    public Map<String, Object> known() {
        return positions.known();
    }

    @Override
    public void close() {
        server.close();
    }
}
