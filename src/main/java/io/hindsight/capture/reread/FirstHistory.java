package io.hindsight.capture.reread;

import io.hindsight.settings.Settings;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Follows, while the past is read for the first time, since when all is known of each table: from the beginning, or from
 * where rows came or went that the log doesn't tell. There all that was known of its rows ends.
 */
public final class FirstHistory implements AutoCloseable {

    private static final String EMPTIED = "the table was emptied then, and what was in it isn't in the log";

    /** A statement's time is in whole seconds. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Beginnings beginnings;
    private final TableMarkers markers;
    private final PastNews news;

    public FirstHistory(Settings settings, Rereading rereading, Beginnings beginnings) {
        this.beginnings = beginnings;
        this.markers = new TableMarkers(settings);
        this.news = new PastNews(settings.name(), rereading.tables());
    }

    /** A place has been reached; the time of what stands there, where it has one. */
    public void reached(SourceOffset place, Optional<Instant> at) {
        for (var piece : news.take(place, at.isPresent())) {
            take(piece, piece.at().or(() -> at).orElseThrow());
        }
    }

    private void take(PastNews.Piece piece, Instant at) {
        var begun = beginnings.of(piece.table());
        if (begun.isEmpty()) {
            return;
        }
        if (piece.kind() != PastNews.Kind.MADE) {
            markers.send(piece.table(), 't', piece.place().json(), at);
        }
        var since = piece.at().isPresent() ? at.plus(SECOND) : at;
        store(
                piece.table(),
                begun.get(),
                switch (piece.kind()) {
                    case MADE -> begun.get().whole();
                    case EMPTIED -> begun.get().isWhole()
                            ? begun.get()
                            : begun.get().after(since, piece.reason()).whole();
                    case REPLACED -> begun.get().after(since, piece.reason());
                });
    }

    /** A table was emptied, as the log says with a change of its own. */
    public void emptied(TableName table, Instant at) {
        beginnings
                .of(table)
                .filter(begun -> !begun.isWhole())
                .ifPresent(begun -> store(table, begun, begun.after(at, EMPTIED).whole()));
    }

    private void store(TableName table, Begun before, Begun now) {
        if (!now.equals(before)) {
            beginnings.store(table, now);
        }
    }

    @Override
    public void close() {
        news.close();
    }
}
