package io.hindsight.capture.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Of whose binlog an offset is; kept beside it.
 *
 * @param server its own identity
 * @param epoch that was set
 * @param file how far capture had come when it was made to forget that, and position; empty otherwise
 * @param gtids what Kafka had when the server took another's place; empty if it had nothing that the offset didn't have
 */
public record Origin(String server, int epoch, String file, long position, String gtids) {

    /** Where nothing is known. */
    public static final Origin NONE = new Origin("", -1, "", 0, "");

    public static Origin of(JsonNode json) {
        return new Origin(
                json.path("server_uuid").asText(),
                json.path("epoch").asInt(),
                json.path("file").asText(),
                json.path("pos").asLong(),
                json.path("gtids").asText());
    }

    JsonNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("server_uuid", server)
                .put("epoch", epoch)
                .put("file", file)
                .put("pos", position)
                .put("gtids", gtids);
    }

    /** The same when capture has been made to forget how far it had come. */
    public Origin at(JsonNode offset) {
        return new Origin(
                server, epoch, offset.path("file").asText(), offset.path("pos").asLong(), "");
    }
}
