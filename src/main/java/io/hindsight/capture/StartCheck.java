package io.hindsight.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.capture.StoredPlace.Origin;
import io.hindsight.settings.Settings;
import java.sql.SQLException;

/**
 * Looks, before an engine starts, whether the stored offset still leads to the changes that follow it: a server that
 * took another's place or a binlog that began again would give other changes under positions that were there before.
 */
final class StartCheck {

    private static final String START_OVER =
            "; to go on, run: hindsight start-over. It makes capture take a new snapshot; rows that are as they were add no"
                    + " versions, and hindsight check --repair then closes rows that were deleted meanwhile";

    private final Settings settings;
    private final StoredPlace stored;
    private final SourceServer server;

    StartCheck(Settings settings, StoredPlace stored, SourceServer server) {
        this.settings = settings;
        this.stored = stored;
        this.server = server;
    }

    /** @throws CaptureException saying what happened and how to go on */
    void check() throws SQLException {
        if (server.uuid().isEmpty()) {
            return;
        }
        var origin = stored.origin().orElse(null);
        // one of an initial snapshot that was broken off leads nowhere: it is taken again
        var offset = stored.offset().filter(each -> !each.has("snapshot")).orElse(null);
        if (offset == null) {
            mayBegin(origin);
        } else {
            isSameServer(origin, offset);
            leadsOn(offset);
        }
        var now = new Origin(server.uuid(), settings.source().epoch(), "", 0);
        if (!now.equals(origin)) {
            stored.store(now);
        }
    }

    private void mayBegin(Origin origin) throws SQLException {
        if (origin == null) {
            if (stored.hasHistory() && stored.offset().isEmpty()) {
                throw new CaptureException("the offset is lost: capture has run before, but topic "
                        + Topics.offsets(settings) + " says nothing of how far it came" + START_OVER);
            }
            return;
        }
        var goesBack = !origin.file().isEmpty() && server.end().isBefore(origin.file(), origin.position());
        if (isAnother(origin) || goesBack) {
            epochIsRaised(
                    origin,
                    isAnother(origin)
                            ? "another server answers at " + settings.source()
                            : "the server's binlog has begun again");
        }
    }

    private boolean isAnother(Origin origin) throws SQLException {
        return !origin.serverUuid().isEmpty() && !origin.serverUuid().equals(server.uuid());
    }

    private void epochIsRaised(Origin origin, String what) {
        if (settings.source().epoch() <= origin.epoch()) {
            throw new CaptureException(what + ", so its positions would be taken for earlier ones; to go on, set"
                    + " hindsight.source.epoch=" + (origin.epoch() + 1) + " and restart");
        }
    }

    private void isSameServer(Origin origin, JsonNode offset) throws SQLException {
        if (origin == null || !isAnother(origin)) {
            return;
        }
        var another = "another server answers at " + settings.source() + " (server_uuid " + server.uuid() + ", it was "
                + origin.serverUuid() + ")";
        if (!offset.hasNonNull("gtids")) {
            throw new CaptureException(another + ", and without GTIDs the stored offset means nothing there; set"
                    + " hindsight.source.epoch=" + (Math.max(settings.source().epoch(), origin.epoch() + 1))
                    + START_OVER);
        }
        epochIsRaised(origin, another);
    }

    private void leadsOn(JsonNode offset) throws SQLException {
        if (offset.hasNonNull("gtids")) {
            gtidsLeadOn(offset.path("gtids").asText());
            return;
        }
        var file = offset.path("file").asText();
        var position = offset.path("pos").asLong();
        var files = server.files();
        var first = files.keySet().iterator().next();
        if (server.end().isBefore(file, position)) {
            throw beganAgain("it ends before " + file + ":" + position + ", where capture stood");
        }
        if (!files.containsKey(file)) {
            throw purged(file + ":" + position + ", the server has its binlog from " + first + " on");
        }
        if (position > files.get(file) || !server.isBorder(file, position)) {
            throw beganAgain("at " + file + ":" + position + ", where capture stood, no change begins");
        }
    }

    private void gtidsLeadOn(String gtids) throws SQLException {
        if (!server.isSubset(gtids, "@@global.gtid_executed")) {
            throw beganAgain("it has never seen transactions that capture has");
        }
        if (!server.isSubset("@@global.gtid_purged", gtids)) {
            throw purged("a transaction that the server has purged");
        }
    }

    private CaptureException purged(String where) {
        return new CaptureException(
                "the binlog was purged: capture has to go on at " + where + "; changes between are lost" + START_OVER);
    }

    private CaptureException beganAgain(String why) {
        var epoch = stored.origin().map(Origin::epoch).orElse(settings.source().epoch()) + 1;
        return new CaptureException("the server's binlog has begun again (" + why + "): RESET MASTER, or a copy of the"
                + " server took its place; set hindsight.source.epoch="
                + Math.max(epoch, settings.source().epoch())
                + START_OVER);
    }
}
