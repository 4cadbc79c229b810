package io.hindsight.capture.reread;

import io.hindsight.capture.held.HeldTables;
import io.hindsight.capture.held.Hold;
import io.hindsight.capture.offset.FirstStart;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.capture.offset.StoredServer;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.PastLog;
import io.hindsight.source.Source;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds the span of the source's log that is meant, and refuses one that can't be read again. */
public final class RereadSpan {

    /** The digits of a change_seq that are the same in one epoch. */
    private static final int EPOCH = 4;

    private final Settings settings;
    private final PastLog log;
    private final StoredServer server;

    /**
     * Looks whether anything has been captured.
     *
     * @throws InvalidSettingsException where there is nothing that could be read again
     */
    public RereadSpan(Settings settings) throws SQLException {
        this.settings = settings;
        this.log = log(settings);
        if (FirstStart.isAhead(settings)) {
            throw nothing();
        }
        var stored = new StoredOffset(settings);
        if (stored.place().isEmpty()) {
            throw nothing();
        }
        this.server = stored.server().orElse(StoredServer.NONE);
    }

    /**
     * Gives the log that spans are of.
     *
     * @throws InvalidSettingsException where a source of that kind keeps none
     */
    public static PastLog log(Settings settings) {
        var kind = settings.source().kind();
        return PastLog.of(kind)
                .orElseThrow(() -> wrong("a source of kind " + kind + " keeps nothing of its log that has been read:"
                        + " hindsight snapshot reads the rows as they are now"));
    }

    private static InvalidSettingsException nothing() {
        return wrong("nothing has been captured yet, so nothing can be read again: start hindsight run first");
    }

    private static InvalidSettingsException wrong(String what) {
        return new InvalidSettingsException(List.of(what));
    }

    /** Gives where it begins: a transaction's beginning; at the oldest place that can be read again where nothing is said. */
    public SourceOffset from(Optional<SpanEdge> edge) throws SQLException, InterruptedException {
        return edge.isPresent() ? located(edge.get()) : oldest();
    }

    /**
     * Gives where it ends. Capture can't have come farther than the log's end is now, and sends itself what stands behind
     * that: no change is between the two.
     */
    public SourceOffset until(Optional<SpanEdge> edge) throws SQLException, InterruptedException {
        return edge.isPresent() ? located(edge.get()) : end();
    }

    private SourceOffset located(SpanEdge edge) throws SQLException, InterruptedException {
        return edge.place() == null
                ? log.at(settings.source(), edge.moment())
                : log.transaction(settings.source(), edge.place());
    }

    private SourceOffset end() throws SQLException {
        try (var source = Source.open(settings.source())) {
            return source.end();
        }
    }

    private SourceOffset oldest() throws SQLException {
        var oldest = log.oldest(settings.source());
        return server.began().filter(began -> began.compareTo(oldest) > 0).orElse(oldest);
    }

    /** Makes the rereading of what a table was held for, up to a place that capture will come to. */
    public Rereading held(Hold hold, SourceOffset end) throws SQLException, InterruptedException {
        var epoch = settings.source().epoch();
        var place = SourceDriver.of(settings.source().kind())
                .offset(hold.place())
                .filter(first -> hold.from().startsWith(first.changeSeq(epoch).substring(0, EPOCH)))
                .orElseThrow(() -> wrong("it was held when nothing was known of its place, or in another epoch"));
        var from = log.transaction(settings.source(), place);
        return Rereading.of(List.of(hold.table()), from, end, log.bytes(settings.source(), from, end));
    }

    /**
     * Makes a rereading.
     *
     * @throws InvalidSettingsException where the span is empty, isn't of the epoch in which its changes have their places,
     *     or a table is held
     */
    public Rereading of(List<TableName> tables, SourceOffset from, SourceOffset until) throws SQLException {
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
        if (from.compareTo(until) >= 0) {
            throw wrong("nothing stands between " + from + " and " + until
                    + " in the source's log: write an earlier --since or --from, or a later --until");
        }
        noneIsHeld(tables);
        return Rereading.of(tables, from, until, log.bytes(settings.source(), from, until));
    }

    private void noneIsHeld(List<TableName> tables) {
        try (var held = HeldTables.read(settings)) {
            tables.stream()
                    .flatMap(table -> held.open(table).stream())
                    .findFirst()
                    .ifPresent(hold -> {
                        throw wrong(hold + "; hindsight resume reads it again from there");
                    });
        }
    }
}
