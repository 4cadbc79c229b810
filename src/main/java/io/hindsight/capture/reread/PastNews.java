package io.hindsight.capture.reread;

import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hears from the reader of the past what happened to whole tables, which no row's change says; the reader finds it by the
 * pipeline's name. Safe for threads.
 */
public final class PastNews implements AutoCloseable {

    /** What happened. */
    public enum Kind {
        /** The table was made, with nothing in it. */
        MADE,
        /** All its rows went. */
        EMPTIED,
        /** Rows came or went that the log doesn't tell. */
        REPLACED
    }

    /**
     * Something that happened.
     *
     * @param at when, by the whole second; empty where that isn't known
     * @param reason in a phrase
     */
    public record Piece(TableName table, Kind kind, SourceOffset place, Optional<Instant> at, String reason) {}

    private static final Map<String, PastNews> LISTENERS = new ConcurrentHashMap<>();

    private final String pipeline;
    private final Set<TableName> tables;
    private final List<Piece> pieces = new ArrayList<>();

    /** Listens for news of these tables. */
    public PastNews(String pipeline, List<TableName> tables) {
        this.pipeline = pipeline;
        this.tables = Set.copyOf(tables);
        LISTENERS.put(pipeline, this);
    }

    /** Finds who listens. */
    public static Optional<PastNews> of(String pipeline) {
        return Optional.ofNullable(LISTENERS.get(pipeline));
    }

    /** The tables of which it wants to hear. */
    public Set<TableName> tables() {
        return tables;
    }

    /** Takes a piece; of the same again and again the last one says all. */
    public synchronized void hear(Piece piece) {
        if (tables.contains(piece.table())) {
            pieces.removeIf(before -> before.table().equals(piece.table())
                    && before.kind() == piece.kind()
                    && before.at().isEmpty()
                    && piece.at().isEmpty());
            pieces.add(piece);
        }
    }

    /** Hands out what stands before a place or at it; what has no time only if it is to be taken without. */
    synchronized List<Piece> take(SourceOffset until, boolean isTimed) {
        var taken = pieces.stream()
                .filter(piece -> piece.place().compareTo(until) <= 0)
                .filter(piece -> isTimed || piece.at().isPresent())
                .toList();
        pieces.removeAll(taken);
        return taken;
    }

    @Override
    public void close() {
        LISTENERS.remove(pipeline, this);
    }
}
