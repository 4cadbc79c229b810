package io.hindsight.source.mysql.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.shyiko.mysql.binlog.GtidSet;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.capture.offset.StoredServer;
import io.hindsight.kafka.Clients;
import io.hindsight.kafka.TableTopics;
import io.hindsight.kafka.TopicReader;
import io.hindsight.registry.SentValues;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Another server in the source's place: where its GTIDs say that it has all that capture has, and still has all that
 * follows, capture goes on there with whole transactions, in a new epoch.
 */
final class Failover {

    /** What the clocks of the source and of this machine may differ by. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    /** Before a binlog file's first event: the engine begins where the GTIDs end. */
    private static final long NOWHERE = 0;

    private final Settings settings;
    private final StoredOffset stored;
    private final BinlogServer server;

    Failover(Settings settings, StoredOffset stored, BinlogServer server) {
        this.settings = settings;
        this.stored = stored;
        this.server = server;
    }

    /**
     * Gives what Kafka has beyond the offset.
     *
     * @throws CaptureException saying why the server can't take the other's place, or that the epoch is to be raised
     */
    GtidDeduplication begin(StoredServer origin, JsonNode offset) throws SQLException {
        var another = "another server answers at " + settings.source() + ": " + server.identity() + ", it was "
                + origin.server();
        var raised = Math.max(settings.source().epoch(), origin.epoch() + 1);
        var anew = "set hindsight.source.epoch=" + raised + CaptureException.START_OVER;
        if (settings.source().kind() != SourceKind.MYSQL || !offset.hasNonNull("gtids") || !server.hasGtids()) {
            throw new CaptureException(
                    another + "; without MySQL's GTIDs the stored offset means nothing there; " + anew);
        }
        var sent = sentSince(offset, raised);
        var unseen = server.unseen(sent.gtids());
        if (!unseen.isEmpty()) {
            throw new CaptureException(another + "; it lacks transactions that capture has: " + unseen
                    + "; if it gets them from the old server, capture goes on; if they are lost, " + anew);
        }
        var purged = server.purged(offset.path("gtids").asText());
        if (!purged.isEmpty()) {
            throw new CaptureException(
                    another + "; it has purged transactions that capture hasn't: " + purged + "; " + anew);
        }
        if (settings.source().epoch() < raised) {
            throw new CaptureException(another + "; its positions would be taken for earlier ones; to go on, set"
                    + " hindsight.source.epoch=" + raised + " and restart");
        }
        goBackToTransaction();
        return sent;
    }

    /** Whether the offset is from before it, or not all is read that Kafka had beyond it. */
    boolean isUnderWay(StoredServer origin, JsonNode offset) {
        return offset.path("pos").asLong() == NOWHERE
                || !origin.sent().isEmpty()
                        && !new GtidSet(origin.sent())
                                .isContainedWithin(
                                        new GtidSet(offset.path("gtids").asText("")));
    }

    /** Gives what is left of that when an engine starts again. */
    GtidDeduplication goOn(StoredServer origin, JsonNode offset) throws SQLException {
        if (origin.sent().isEmpty() || !isUnderWay(origin, offset)) {
            return GtidDeduplication.NONE;
        }
        var sent = sentSince(offset, settings.source().epoch());
        goBackToTransaction();
        return sent;
    }

    /**
     * Lets the engine begin with whole transactions, as GTIDs tell it: how many events of one it has read means nothing on
     * another server, nor do positions, of which the first is the one that claims least.
     */
    private void goBackToTransaction() throws SQLException {
        var first = server.files().keySet().iterator().next();
        stored.rewrite(offset -> {
            offset.remove(List.of("event", "row"));
            return offset.put("file", first).put("pos", NOWHERE);
        });
    }

    private GtidDeduplication sentSince(JsonNode offset, int epoch) {
        var sent = new GtidDeduplication(
                epoch,
                offset.path("gtids").asText(""),
                new SentValues(settings.kafka().registry()));
        var since = Instant.ofEpochSecond(offset.path("ts_sec").asLong()).minus(CLOCKS);
        try (var consumer = Clients.reader(settings, "failover", Map.of())) {
            var partitions = TableTopics.possible(settings).stream()
                    .map(table -> table.topic(settings.name()))
                    .distinct()
                    .flatMap(topic -> TopicReader.partitions(consumer, topic).stream())
                    .toList();
            var ends = consumer.endOffsets(partitions);
            var from = new HashMap<>(ends);
            consumer.offsetsForTimes(partitions.stream()
                            .collect(Collectors.toMap(each -> each, each -> Math.max(0, since.toEpochMilli()))))
                    .forEach((partition, start) -> {
                        if (start != null) {
                            from.put(partition, start.offset());
                        }
                    });
            TopicReader.read(consumer, from, ends, sent::note);
        }
        return sent;
    }
}
