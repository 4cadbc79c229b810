package io.hindsight.source.postgresql.engine;

import io.hindsight.capture.CaptureException;
import io.hindsight.capture.engine.SourceCapture;
import io.hindsight.capture.message.Deduplication;
import io.hindsight.settings.Settings;
import io.hindsight.source.postgresql.PostgresConnection;
import io.hindsight.source.postgresql.change.ChangePlaces;
import io.hindsight.source.postgresql.change.UnsaidValues;
import io.hindsight.source.postgresql.check.PostgresCheck;
import io.hindsight.source.postgresql.check.PublicationMaker;
import io.hindsight.source.postgresql.offset.SlotCheck;
import io.hindsight.source.postgresql.offset.WalServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** Looks whether an engine goes on from where capture stood, and gives each change its place. */
final class WalGuard implements SourceCapture.EngineGuard {

    private final ChangePlaces places;
    private final LostStream stream;
    private final UnsaidValues unsaid = new UnsaidValues();

    WalGuard(Settings settings, LostStream stream) throws SQLException {
        var server = new WalServer(settings.source());
        // whether it is the same server, before anything is made there
        var timelines = new SlotCheck(settings, server).check();
        PublicationMaker.make(settings);
        try (var connection = PostgresConnection.open(settings.source())) {
            fail(PostgresCheck.end(connection));
            fail(PostgresCheck.trouble(connection, settings.source()));
        }
        places = new ChangePlaces(timelines, server::confirmed);
        this.stream = stream;
        stream.begins();
    }

    private static void fail(Optional<String> trouble) {
        if (trouble.isPresent()) {
            throw new CaptureException(trouble.get());
        }
    }

    @Override
    public Deduplication deduplication() {
        return Deduplication.NONE;
    }

    @Override
    public void check(List<SourceRecord> batch) {
        stream.hears(batch);
        batch.forEach(places::place);
        batch.forEach(unsaid::name);
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
