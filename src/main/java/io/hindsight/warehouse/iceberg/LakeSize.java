package io.hindsight.warehouse.iceberg;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * Counts what a table consists of.
 *
 * @param deletes rows of its files that are deleted
 */
public record LakeSize(double dataFiles, double deleteFiles, double deletes, double snapshots) {

    static LakeSize of(Table table) {
        var snapshots = 0;
        for (var each : table.snapshots()) {
            snapshots++;
        }
        var now = table.currentSnapshot();
        return new LakeSize(
                number(now, SnapshotSummary.TOTAL_DATA_FILES_PROP),
                number(now, SnapshotSummary.TOTAL_DELETE_FILES_PROP),
                number(now, SnapshotSummary.TOTAL_POS_DELETES_PROP),
                snapshots);
    }

    static long number(Snapshot snapshot, String property) {
        return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault(property, "0"));
    }
}
