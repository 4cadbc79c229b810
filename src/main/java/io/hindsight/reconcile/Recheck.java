package io.hindsight.reconcile;

import io.hindsight.reconcile.Difference.Disagreement;
import io.hindsight.source.Source;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.Key;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks a second time at the keys that may disagree, and at no others. A key is settled when the warehouse has
 * everything that was in its log after the
 * source was asked, and nothing of it that came later than before the source was asked. It disagrees when it does so
 * twice in a row: a source may show a commit a moment after its log does.
 */
final class Recheck {

    /** The pipeline hasn't brought, in the time given, what would settle a key. */
    static final class NotInTime extends Exception {
        NotInTime(String message) {
            super(message);
        }
    }

    /** Waits until all that is in the log up to the place is in the warehouse. */
    interface Settling {
        void await(SourceOffset place) throws InterruptedException, NotInTime;
    }

    private static final int ROUNDS = 6;

    private final Source server;
    private final ComparedTable source;
    private final Kept warehouse;
    private final Settling settling;
    private final int epoch;
    private final int chunkSize;
    private final Map<Key, Disagreement> before = new HashMap<>();
    private final List<Difference> found = new ArrayList<>();

    Recheck(Source server, ComparedTable source, Kept warehouse, Settling settling, int epoch, int chunkSize) {
        this.server = server;
        this.source = source;
        this.warehouse = warehouse;
        this.settling = settling;
        this.epoch = epoch;
        this.chunkSize = chunkSize;
    }

    /** Looks again, and gives those that never held still. */
    Set<Key> judge(Set<Key> suspects) throws SQLException, InterruptedException, NotInTime {
        Set<Key> open = new LinkedHashSet<>(suspects);
        for (var round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            var next = new LinkedHashSet<Key>();
            var chunk = new ArrayList<Key>();
            for (var key : open) {
                chunk.add(key);
                if (chunk.size() == chunkSize) {
                    next.addAll(look(chunk));
                    chunk.clear();
                }
            }
            next.addAll(look(chunk));
            open = next;
        }
        return open;
    }

    List<Difference> found() {
        return found;
    }

    /** Gives the keys that must be looked at again. */
    private List<Key> look(Collection<Key> keys) throws SQLException, InterruptedException, NotInTime {
        if (keys.isEmpty()) {
            return List.of();
        }
        var from = server.end();
        var there = ComparedRow.byKey(source.rows(keys));
        var to = server.end();
        settling.await(to);
        // rows first: a change that comes between the two questions only leaves its key open
        var kept = ComparedRow.byKey(warehouse.rows(keys));
        var last = warehouse.lastChanges(keys);
        var again = new ArrayList<Key>();
        for (var key : keys) {
            var kind = disagreement(there.get(key), kept.get(key));
            if (kind.isEmpty()) {
                before.remove(key);
            } else if (moves(last.get(key), from)) {
                before.remove(key);
                again.add(key);
            } else if (before.put(key, kind.get()) == kind.get()) {
                found.add(new Difference(kind.get(), key, last.getOrDefault(key, ""), from));
            } else {
                again.add(key);
            }
        }
        return again;
    }

    private static Optional<Disagreement> disagreement(ComparedRow there, ComparedRow kept) {
        if (there == null) {
            return kept == null ? Optional.empty() : Optional.of(Disagreement.EXTRA);
        }
        if (kept == null) {
            return Optional.of(Disagreement.MISSING);
        }
        return there.agreesWith(kept) ? Optional.empty() : Optional.of(Disagreement.DIFFERENT);
    }

    /**
     * Whether the key has changed since; a change at the place itself is a repair's, for no transaction begins with
     * one.
     */
    private boolean moves(String lastChange, SourceOffset since) {
        return lastChange != null && since.isBefore(lastChange, epoch);
    }
}
