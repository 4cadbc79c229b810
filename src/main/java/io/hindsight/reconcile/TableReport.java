package io.hindsight.reconcile;

import io.hindsight.reconcile.Difference.Disagreement;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import java.util.List;

/**
 * Reports what the comparison of a table with what one warehouse has of it has found.
 *
 * @param rows of the source that were compared
 * @param differences settled ones
 * @param broken keys whose history can't be, each with what is wrong
 * @param unsettled keys that changed each time they were looked at, so that nothing is said of them
 * @param incomplete why the rest of the table wasn't judged; empty when all of it was
 */
public record TableReport(
        CapturedTable table,
        String warehouse,
        long rows,
        List<Difference> differences,
        List<Broken> broken,
        List<Key> unsettled,
        String incomplete) {

    /** A key whose versions can't be as they are. */
    public record Broken(Key key, String what) {}

    /** Of a table that wasn't compared at all. */
    static TableReport notCompared(CapturedTable table, String warehouse, String why) {
        return new TableReport(table, warehouse, 0, List.of(), List.of(), List.of(), why);
    }

    public boolean agrees() {
        return differences.isEmpty() && broken.isEmpty() && incomplete.isEmpty();
    }

    /** Whether anything was found that can be mended. */
    public boolean isMendable() {
        return !differences.isEmpty() || !broken.isEmpty();
    }

    /** The keys of one kind of difference. */
    public List<Key> keys(Disagreement kind) {
        return differences.stream()
                .filter(difference -> difference.kind() == kind)
                .map(Difference::key)
                .toList();
    }
}
