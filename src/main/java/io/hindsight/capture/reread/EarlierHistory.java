package io.hindsight.capture.reread;

import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.settings.Settings;
import io.hindsight.source.PastLog;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.HistoryFrom;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the log read for what was before a table's first snapshot, once, when that snapshot has been taken, for the tables
 * whose history is to begin in the log; and of those that were declared later, the rows as they are now.
 */
public final class EarlierHistory {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierHistory.class);

    /** @param isUnread whether no snapshot has read the tables: they were declared later */
    private record Beginner(HistoryFrom from, boolean isUnread) {}

    private final Settings settings;
    private final Rereadings rereadings;
    private final Beginnings beginnings;

    public EarlierHistory(Settings settings, Rereadings rereadings, Beginnings beginnings) {
        this.settings = settings;
        this.rereadings = rereadings;
        this.beginnings = beginnings;
    }

    private Map<TableName, HistoryFrom> wanted() {
        var wanted = new LinkedHashMap<TableName, HistoryFrom>();
        settings.tables().stream()
                .filter(TableDeclaration::isFromLog)
                .forEach(table -> wanted.merge(table.source(), table.historyFrom(), EarlierHistory::earlier));
        return wanted;
    }

    private static HistoryFrom earlier(HistoryFrom one, HistoryFrom other) {
        return one.since().isEmpty()
                        || other.since().isPresent()
                                && one.since().get().isBefore(other.since().get())
                ? one
                : other;
    }

    /** To be called before an engine starts: what its first snapshot reads isn't to be read by itself. */
    public void engineStarts() {
        var wanted = wanted();
        if (wanted.isEmpty()) {
            return;
        }
        var stored = new StoredOffset(settings);
        if (stored.place().isEmpty() || stored.isSnapshotRunning()) {
            beginnings.readOn();
            beginnings.read(wanted.keySet());
        }
    }

    /** Asks for what hasn't been asked for; does nothing before the snapshot is complete. */
    public void ask() throws SQLException, InterruptedException {
        var wanted = wanted();
        if (wanted.isEmpty()) {
            return;
        }
        beginnings.readOn();
        var open = new LinkedHashMap<Beginner, List<TableName>>();
        wanted.forEach((table, from) -> {
            if (beginnings.of(table).isEmpty()) {
                open.computeIfAbsent(new Beginner(from, !beginnings.isRead(table)), same -> new ArrayList<>())
                        .add(table);
            }
        });
        if (open.isEmpty()) {
            return;
        }
        var stored = new StoredOffset(settings);
        var captured = stored.place();
        if (captured.isEmpty() || stored.isSnapshotRunning()) {
            return;
        }
        var began = stored.server().flatMap(server -> server.began());
        for (var each : open.entrySet()) {
            ask(each.getValue(), each.getKey(), captured.get(), began.orElse(null));
        }
    }

    /** The log has gone on the way: what was read ends there, and the rest is read from where the log begins by now. */
    public void askAnew(Rereading rereading) throws SQLException, InterruptedException {
        var log = PastLog.of(settings.source().kind()).orElseThrow();
        var markers = new TableMarkers(settings);
        for (var table : rereading.tables()) {
            markers.send(table, 't', log.oldest(settings.source()).json(), log.oldestMoment(settings.source()));
            beginnings.forget(table, !rereading.isUnread());
        }
    }

    /** People have ended it on the way: what it brought stays, and the source has said no more than that. */
    public void giveUp(Rereading rereading) {
        var begun = new Begun(
                Instant.now(),
                "reading the log was ended on the way, and what it had brought is there without what followed",
                false,
                true);
        rereading.tables().forEach(table -> beginnings.store(table, begun));
    }

    private void ask(List<TableName> tables, Beginner beginner, SourceOffset captured, SourceOffset epoch)
            throws SQLException, InterruptedException {
        var from = beginner.from();
        var log = PastLog.of(settings.source().kind()).orElseThrow();
        var place = log.oldest(settings.source());
        var since = log.oldestMoment(settings.source());
        var reason = "the source's log goes back no further";
        if (from.since().filter(since::isBefore).isPresent()) {
            since = from.since().get();
            place = log.at(settings.source(), since);
            reason = "as is set";
        }
        if (epoch != null && epoch.compareTo(place) > 0) {
            // what stands before it is known by other places
            place = epoch;
            since = Instant.now();
            reason = "the present epoch begins there";
        }
        var isThere = place.compareTo(captured) < 0;
        if (!isThere) {
            place = captured;
            since = Instant.now();
            reason = "the log has nothing from before the first snapshot";
        }
        var isToBeRead = isThere || beginner.isUnread();
        if (isToBeRead) {
            var rereading = Rereading.of(tables, place, captured, log.bytes(settings.source(), place, captured))
                    .first(beginner.isUnread());
            rereadings.ask(rereading);
            LOG.info("{}: history is read from {} on, {}", rereading.names(), place, since);
        }
        var begun = new Begun(since, reason, false, !isToBeRead);
        tables.forEach(table -> beginnings.store(table, begun));
    }
}
