package io.hindsight.source.postgresql.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.capture.offset.StoredServer;
import io.hindsight.settings.Settings;
import io.hindsight.source.postgresql.WalOffset;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, before an engine starts, whether the slot still has every change that follows the stored offset: Debezium goes on
 * in silence from wherever a slot stands that was dropped and made again.
 */
public final class SlotCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SlotCheck.class);

    private final Settings settings;
    private final WalServer server;
    private final StoredOffset stored;

    /** Reads what is stored. */
    public SlotCheck(Settings settings, WalServer server) {
        this.settings = settings;
        this.server = server;
        this.stored = new StoredOffset(settings);
    }

    /**
     * Gives the timelines of the server's log.
     *
     * @throws CaptureException saying what happened and how to go on
     */
    public Timelines check() throws SQLException {
        var identity = server.identity();
        var origin = stored.server().orElse(StoredServer.NONE);
        var offset = stored.offset().filter(CommitBoundary::isComplete);
        isSame(identity, origin, offset.isPresent());
        if (offset.isPresent()) {
            leadsOn(offset.get(), identity.timelines(), origin.sent());
        } else {
            begin(!origin.server().isEmpty());
        }
        var now = new StoredServer(
                identity.identity(),
                settings.source().epoch(),
                Optional.empty(),
                Optional.empty(),
                String.valueOf(identity.timelines().current()));
        if (!now.equals(origin)) {
            stored.store(now);
        }
        return identity.timelines();
    }

    private void isSame(WalServer.Identity identity, StoredServer origin, boolean goesOn) {
        var epoch = settings.source().epoch();
        if (!origin.server().isEmpty() && !origin.server().equals(identity.identity())) {
            var raised = "hindsight.source.epoch=" + (origin.epoch() + 1);
            if (goesOn) {
                throw new CaptureException("another server answers at " + settings.source()
                        + ": its system identifier is "
                        + identity.identity() + ", that of the captured one was " + origin.server()
                        + ", as after pg_upgrade or a restore by dump; set " + raised + CaptureException.START_OVER);
            }
            if (epoch <= origin.epoch()) {
                throw new CaptureException("another server answers at " + settings.source()
                        + ", so its places would be taken for earlier ones; to go on, set " + raised + " and restart");
            }
        } else if (goesOn && origin.epoch() >= 0 && epoch != origin.epoch()) {
            throw new CaptureException(
                    "hindsight.source.epoch=" + epoch + ", but the server is the one that was captured" + " with "
                            + origin.epoch() + ": set hindsight.source.epoch=" + origin.epoch() + " and restart");
        }
    }

    /** @param timeline that capture went on from before; empty where that isn't known */
    private void leadsOn(JsonNode offset, Timelines timelines, String timeline) throws SQLException {
        var place = new WalOffset(
                0, offset.path(WalOffset.COMMIT).asLong(offset.path("lsn").asLong()));
        if (!timeline.isEmpty() && timelines.isLost(Integer.parseInt(timeline), place.lsn())) {
            throw new CaptureException("the server at " + settings.source() + " was promoted before it had all that"
                    + " capture has read, up to " + place + " of timeline " + timeline + ": the histories have changes"
                    + " that it never had; set synchronized_standby_slots for the next time"
                    + CaptureException.START_OVER);
        }
        var found = server.slot();
        server.trouble(found).ifPresent(trouble -> {
            throw new CaptureException(trouble);
        });
        var slot = found.orElseThrow();
        if (slot.confirmed() > place.lsn()) {
            throw new CaptureException("the slot " + name() + " of " + settings.source() + " stands at "
                    + new WalOffset(0, slot.confirmed()) + ", behind " + place
                    + ", where capture stood: it was made again, or moved on by another reader"
                    + CaptureException.START_OVER);
        }
        if (settings.source().failoverSlot()
                && !slot.active()
                && !slot.failover().orElse(true)) {
            server.shareSlot();
        }
    }

    /**
     * A snapshot shows just what a slot doesn't bring only if the slot is made with it.
     *
     * @param hasBegun whether this pipeline has begun before: one that is there at its first start isn't its own
     */
    private void begin(boolean hasBegun) throws SQLException {
        var slot = server.slot();
        if (slot.isEmpty()) {
            return;
        }
        if (slot.get().active()) {
            throw new CaptureException("another reader has the slot " + name() + " of " + settings.source()
                    + ": stop it, or set hindsight.source.slot to a name of this pipeline's own");
        }
        if (!hasBegun) {
            throw new CaptureException("a slot " + name() + " is at " + settings.source()
                    + " already, which this pipeline"
                    + " hasn't made, and somebody may go on by it: set hindsight.source.slot to a name of this"
                    + " pipeline's own, or, where nobody needs it, SELECT pg_drop_replication_slot('" + name() + "')");
        }
        LOG.info("the slot {} is made anew, with the snapshot", name());
        server.dropSlot();
    }

    private String name() {
        return settings.source().slot();
    }
}
