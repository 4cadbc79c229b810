package io.hindsight.command;

import io.hindsight.capture.held.Hold;
import io.hindsight.capture.offset.FirstStart;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.capture.offset.StoredServer;
import io.hindsight.capture.reread.Forgotten;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.reconcile.CatchUp;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.PastLog;
import io.hindsight.source.Source;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Finds the span of the source's log that is meant, and refuses one that can't be read again. */
final class RereadSpan {

    /** The digits of a change_seq that are the same in one epoch. */
    private static final int EPOCH = 4;

    /** Capture stores its place each second. */
    private static final Duration STORED = Duration.ofSeconds(5);

    private final Settings settings;
    private final PastLog log;
    private final SourceOffset captured;
    private final StoredServer server;

    /**
     * Reads how far capture has come.
     *
     * @throws InvalidSettingsException where there is nothing that could be read again
     */
    RereadSpan(Settings settings) throws SQLException, InterruptedException {
        this.settings = settings;
        this.log = PastLog.of(settings.source().kind())
                .orElseThrow(
                        () -> wrong("a source of kind " + settings.source().kind() + " keeps nothing of its log that"
                                + " has been read: hindsight snapshot reads the rows as they are now"));
        if (FirstStart.isAhead(settings)) {
            throw nothing();
        }
        awaitStored(settings);
        var stored = new StoredOffset(settings);
        this.captured = stored.place().orElseThrow(RereadSpan::nothing);
        this.server = stored.server().orElse(StoredServer.NONE);
    }

    /** Without it the last changes that a warehouse has would stand behind the span. */
    private static void awaitStored(Settings settings) throws SQLException, InterruptedException {
        try (var source = Source.open(settings.source());
                var catchUp = new CatchUp(settings)) {
            catchUp.awaitCaptured(source.end(), System.nanoTime() + STORED.toNanos());
        }
    }

    private static InvalidSettingsException nothing() {
        return wrong("nothing has been captured yet, so nothing can be read again: start hindsight run first");
    }

    static InvalidSettingsException wrong(String what) {
        return new InvalidSettingsException(List.of(what));
    }

    /** Gives how far capture has come. */
    SourceOffset captured() {
        return captured;
    }

    /** Gives where the first transaction begins that was committed at a moment or later. */
    SourceOffset since(String option, String text) throws SQLException, InterruptedException {
        var moment = moment(option, text);
        if (moment.isAfter(Instant.now())) {
            throw wrong(option + ": " + text + " is yet to come");
        }
        return log.at(settings.source(), moment);
    }

    private static Instant moment(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException withoutZone) {
            try {
                return LocalDateTime.parse(text.replace(' ', 'T'))
                        .atZone(ZoneId.systemDefault())
                        .toInstant();
            } catch (DateTimeParseException unreadable) {
                throw wrong(option + ": '" + text + "' is no moment; write for example 2026-03-01T08:00:00Z, or without"
                        + " the Z for this machine's time zone");
            }
        }
    }

    /** Gives the beginning of the transaction that stands at a place. */
    SourceOffset at(String option, String text) throws SQLException, InterruptedException {
        var place = log.parse(text)
                .orElseThrow(() ->
                        wrong(option + ": '" + text + "' is no place in the source's log, as " + captured + " is one"));
        return log.transaction(settings.source(), place);
    }

    /** Gives the end of the span: a place, a moment, or where capture is. */
    SourceOffset until(String text) throws SQLException, InterruptedException {
        if (text == null) {
            return captured;
        }
        return log.parse(text).isPresent() ? at("--until", text) : since("--until", text);
    }

    /** Gives the first place that can be read again. */
    SourceOffset oldest() throws SQLException {
        var oldest = log.oldest(settings.source());
        return server.began().filter(began -> began.compareTo(oldest) > 0).orElse(oldest);
    }

    /** Makes the rereading of what a table was held for, up to a place that capture will come to. */
    Rereading held(Hold hold, SourceOffset end) throws SQLException, InterruptedException {
        var epoch = settings.source().epoch();
        var place = SourceDriver.of(settings.source().kind())
                .offset(hold.place())
                .filter(first -> hold.from().startsWith(first.changeSeq(epoch).substring(0, EPOCH)))
                .orElseThrow(() -> wrong("it was held when nothing was known of its place, or in another epoch"));
        var from = log.transaction(settings.source(), place);
        noneIsForgotten(List.of(hold.table()), from);
        return Rereading.of(List.of(hold.table()), from, end, log.bytes(settings.source(), from, end));
    }

    /**
     * Makes a rereading.
     *
     * @throws InvalidSettingsException where the span is empty, or isn't of the epoch in which its changes have their places
     */
    Rereading of(List<TableName> tables, SourceOffset from, SourceOffset until) throws SQLException {
        var epoch = settings.source().epoch();
        if (server.epoch() != epoch) {
            throw wrong("hindsight.source.epoch=" + epoch + ", but capture runs with " + server.epoch());
        }
        if (epoch > 0 && server.began().isEmpty()) {
            throw wrong("it isn't known where epoch " + epoch + " begins in the source's log: an earlier version of the"
                    + " program didn't note it, and what stands before it is known by other places");
        }
        if (server.began().filter(began -> from.compareTo(began) < 0).isPresent()) {
            throw wrong("epoch " + epoch + " begins at " + server.began().get()
                    + " in the source's log, and what stands" + " before it is known by other places: --from "
                    + server.began().get());
        }
        if (until.compareTo(captured) > 0) {
            throw wrong("capture has come to " + captured + ", and what stands behind that is yet to be read for the"
                    + " first time");
        }
        if (from.compareTo(until) >= 0) {
            throw wrong("nothing stands between " + from + " and " + until
                    + (until.equals(captured) ? ", where capture is" : ""));
        }
        noneIsForgotten(tables, from);
        return Rereading.of(tables, from, until, log.bytes(settings.source(), from, until));
    }

    /** Which rows were, nobody knows any more. */
    private void noneIsForgotten(List<TableName> tables, SourceOffset from) {
        for (var table : tables) {
            var forgotten = Forgotten.before(settings, table);
            if (forgotten.filter(place -> from.compareTo(place) < 0).isPresent()) {
                throw wrong("a row of " + table + " was forgotten when the source's log had come to " + forgotten.get()
                        + ", and what stands before that would bring it back: --from " + forgotten.get());
            }
        }
    }
}
