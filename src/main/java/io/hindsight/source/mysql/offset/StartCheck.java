package io.hindsight.source.mysql.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.capture.offset.StoredServer;
import io.hindsight.kafka.TopicNames;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.source.Source;
import io.hindsight.source.SourceOffset;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.InvalidTableException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Looks, before an engine starts, whether the stored offset still leads to the changes that follow it: a server that
 * took another's place or a binlog that began again would give other changes under positions that were there before.
 */
public final class StartCheck {

    private final Settings settings;
    private final StoredOffset stored;
    private final BinlogServer server;

    /** Reads what is stored. */
    public StartCheck(Settings settings, BinlogServer server) {
        this.settings = settings;
        this.stored = new StoredOffset(settings);
        this.server = server;
    }

    /**
     * Gives what the engine will tell although Kafka has it.
     *
     * @throws CaptureException saying what happened and how to go on
     */
    public GtidDeduplication check() throws SQLException {
        if (stored.isEmpty()) {
            tablesAreThere();
        }
        var origin = stored.server().orElse(StoredServer.NONE);
        var sent = sentBefore(origin);
        var now = new StoredServer(
                server.identity(),
                settings.source().epoch(),
                Optional.empty(),
                began(origin),
                sent.isEmpty() ? "" : sent.gtids());
        if (!now.equals(origin)) {
            stored.store(now);
        }
        return sent;
    }

    /** In another epoch, what the server's log has by now may be known by places of the epoch before. */
    private Optional<SourceOffset> began(StoredServer origin) throws SQLException {
        var isSame = origin.equals(StoredServer.NONE)
                ? settings.source().epoch() == 0
                : origin.epoch() == settings.source().epoch();
        return isSame ? origin.began() : Optional.of(server.end());
    }

    /** One that is dropped later stops alone; but a first snapshot without it would be incomplete in silence. */
    private void tablesAreThere() throws SQLException {
        try (var source = Source.open(settings.source())) {
            for (var table : settings.tables()) {
                if (!settings.declared().isFound(table) && !source.has(table.source())) {
                    throw new CaptureException(
                            InvalidTableException.noSuchTable(table).getMessage());
                }
            }
        }
    }

    private GtidDeduplication sentBefore(StoredServer origin) throws SQLException {
        var failover = new Failover(settings, stored, server);
        // one of an initial snapshot that was broken off leads nowhere: it is taken again
        var offset = stored.offset().filter(each -> !each.has("snapshot")).orElse(null);
        if (offset == null) {
            mayBegin(origin);
            return GtidDeduplication.NONE;
        }
        if (isAnother(origin)) {
            return failover.begin(origin, offset);
        }
        if (failover.isUnderWay(origin, offset)) {
            gtidsLeadOn(offset.path("gtids").asText());
        } else {
            leadsOn(offset);
        }
        isSameEpoch(origin);
        return failover.goOn(origin, offset);
    }

    private boolean isAnother(StoredServer origin) throws SQLException {
        return !origin.server().isEmpty() && !origin.server().equals(server.identity());
    }

    private void mayBegin(StoredServer origin) throws SQLException {
        if (origin.equals(StoredServer.NONE)) {
            if (stored.hasHistory() && stored.offset().isEmpty()) {
                throw new CaptureException("the offset is lost: capture has run before, but topic "
                        + TopicNames.of(settings).offsets() + " says nothing of how far it came"
                        + CaptureException.START_OVER);
            }
        } else if (isAnother(origin)) {
            isRaised(origin, "another server answers at " + settings.source());
        } else if (origin.forgotten().isPresent()
                && server.end().compareTo(origin.forgotten().get()) < 0) {
            isRaised(origin, "the server's binlog has begun again");
        } else if (settings.source().epoch() < origin.epoch()) {
            isSameEpoch(origin);
        }
    }

    private void isRaised(StoredServer origin, String what) {
        if (settings.source().epoch() <= origin.epoch()) {
            throw new CaptureException(what + ", so its positions would be taken for earlier ones; to go on, set"
                    + " hindsight.source.epoch=" + (origin.epoch() + 1) + " and restart");
        }
    }

    /** In a higher one, what Kafka has beyond the offset would come twice; in a lower one everything before its time. */
    private void isSameEpoch(StoredServer origin) {
        if (origin.epoch() >= 0 && settings.source().epoch() != origin.epoch()) {
            throw new CaptureException(
                    "hindsight.source.epoch=" + settings.source().epoch()
                            + ", but server and binlog are those that were captured with " + origin.epoch()
                            + ": set hindsight.source.epoch=" + origin.epoch() + " and restart");
        }
    }

    private void leadsOn(JsonNode offset) throws SQLException {
        // MariaDB's GTIDs are one for each domain, the last: what is before it is for positions to say
        if (settings.source().kind() == SourceKind.MYSQL && offset.hasNonNull("gtids")) {
            wereSeen(offset.path("gtids").asText());
        }
        positionLeadsOn(offset.path("file").asText(), offset.path("pos").asLong());
    }

    private void positionLeadsOn(String file, long position) throws SQLException {
        var files = server.files();
        var first = files.keySet().iterator().next();
        if (server.end().compareTo(new BinlogOffset(file, position)) < 0) {
            throw beganAgain("it ends before " + file + ":" + position + ", where capture stood");
        }
        if (!files.containsKey(file)) {
            throw purged(file + ":" + position + ", the server has its binlog from " + first + " on");
        }
        if (position > files.get(file) || !server.isBorder(file, position)) {
            throw beganAgain("at " + file + ":" + position + ", where capture stood, no change begins");
        }
    }

    private void wereSeen(String gtids) throws SQLException {
        var unseen = server.unseen(gtids);
        if (!unseen.isEmpty()) {
            throw beganAgain("it has never seen transactions that capture has: " + unseen);
        }
    }

    private void gtidsLeadOn(String gtids) throws SQLException {
        wereSeen(gtids);
        var purged = server.purged(gtids);
        if (!purged.isEmpty()) {
            throw purged(purged + ", which the server has purged");
        }
    }

    private CaptureException purged(String where) {
        return new CaptureException("the binlog was purged: capture has to go on at " + where
                + "; changes between are lost" + CaptureException.START_OVER);
    }

    private CaptureException beganAgain(String why) {
        var epoch = stored.server()
                        .map(StoredServer::epoch)
                        .orElse(settings.source().epoch())
                + 1;
        return new CaptureException("the server's binlog has begun again (" + why + "): RESET MASTER, or a copy of the"
                + " server took its place; set hindsight.source.epoch="
                + Math.max(epoch, settings.source().epoch())
                + CaptureException.START_OVER);
    }
}
