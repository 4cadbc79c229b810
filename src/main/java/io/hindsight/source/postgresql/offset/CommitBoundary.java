package io.hindsight.source.postgresql.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.source.postgresql.WalOffset;

/**
 * The end of the last whole transaction that Kafka has. From there the server sends whole transactions again. Debezium
 * would go on behind the last change that it knows of, and pass over what comes until it finds that: changes of
 * transactions that ran beside it have smaller LSNs and come later, several changes have one LSN, and a commit has that of
 * what follows it. All those would be lost.
 */
final class CommitBoundary {

    private CommitBoundary() {}

    /** Makes an offset lead to the boundary; one of a snapshot that isn't complete leads nowhere, and stays. */
    static void rewind(ObjectNode offset) {
        if (isComplete(offset)) {
            offset.put("lsn", offset.path(WalOffset.COMMIT).asLong(WalOffset.SLOTS_OWN));
            offset.remove("lsn_proc");
            offset.remove("messageType");
        }
    }

    /** Whether the snapshot that capture began with is complete. */
    static boolean isComplete(JsonNode offset) {
        return !offset.has("snapshot")
                || offset.path("snapshot_completed").asBoolean()
                || offset.path("last_snapshot_record").asBoolean();
    }
}
