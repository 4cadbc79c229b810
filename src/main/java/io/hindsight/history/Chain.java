package io.hindsight.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Says what a key's versions are once changes of it are known, for a warehouse that has no statement for it: what the
 * statements called close-and-insert say.
 */
public final class Chain {

    private static final char TRUNCATE = 't';
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private Chain() {}

    /**
     * Gives the key's versions, in the source's order, each with its start and end as they are now.
     *
     * @param known the key's versions so far: all of them, or from its last change on, when what is new is later than that
     * @param changes new ones, whose start is when they take effect; one that is known already counts as it is known
     * @param truncates all of the table's
     * @param apart how many microseconds later than the one before a change is, at least
     */
    public static List<KeptVersion> of(
            Collection<KeptVersion> known, Collection<KeptVersion> changes, Collection<Truncate> truncates, int apart) {
        var chain = new TreeMap<String, KeptVersion>();
        changes.forEach(change -> chain.putIfAbsent(change.seq(), change));
        known.forEach(version -> chain.put(version.seq(), version));
        if (chain.isEmpty()) {
            return List.of();
        }
        var first = chain.firstKey();
        for (var truncate : truncates) {
            if (truncate.seq().compareTo(first) > 0) {
                chain.putIfAbsent(
                        truncate.seq(),
                        new KeptVersion(TRUNCATE, truncate.seq(), micros(truncate.at()), KeptVersion.OPEN, null, null));
            }
        }
        return closed(chain.values(), apart);
    }

    private static List<KeptVersion> closed(Collection<KeptVersion> chain, int apart) {
        var versions = new ArrayList<KeptVersion>(chain.size());
        KeptVersion inForce = null;
        var open = -1;
        var earliest = Long.MIN_VALUE;
        Object[] said = null;
        var isFirst = true;
        for (var change : chain) {
            // nothing is before the first, or nothing that is needed
            var each = isFirst || change.unchanged().length == 0 ? change : change.completed(said);
            said = each.values();
            isFirst = false;
            // a clock can go back, an interval can't
            var start = Math.max(each.start(), earliest);
            earliest = start + apart;
            var repeats = each.op() == 'r' && inForce != null && Arrays.equals(inForce.values(), each.values());
            if (!repeats && open >= 0) {
                versions.set(open, versions.get(open).from(versions.get(open).start(), start));
                open = -1;
            }
            if (each.op() == TRUNCATE) {
                inForce = null;
            } else if (each.op() == 'd' || repeats) {
                versions.add(each.from(start, start));
                inForce = each.op() == 'd' ? null : inForce;
            } else {
                open = versions.size();
                versions.add(each.from(start, KeptVersion.OPEN));
                inForce = each;
            }
        }
        return versions;
    }

    /**
     * A moment as versions have it.
     *
     * @throws ArithmeticException when it is hundreds of thousands of years away
     */
    public static long micros(Instant moment) {
        // the library's own way counts nanoseconds, of which a long has 292 years
        return Math.addExact(
                Math.multiplyExact(moment.getEpochSecond(), MICROS_PER_SECOND), moment.getNano() / NANOS_PER_MICRO);
    }
}
