package io.hindsight.warehouse.iceberg;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;

/**
 * Lets a commit go on from one snapshot, and from no other: somebody else's makes it fail, also when Iceberg tries again.
 *
 * @param expected null where the table must have none
 */
record SameSnapshot(Long expected) implements SnapshotAncestryValidator {

    @Override
    public boolean validate(Iterable<Snapshot> ancestors) {
        var all = ancestors.iterator();
        return all.hasNext() ? expected != null && all.next().snapshotId() == expected : expected == null;
    }

    @Override
    public String errorMessage() {
        return "somebody else has committed to the table meanwhile";
    }
}
