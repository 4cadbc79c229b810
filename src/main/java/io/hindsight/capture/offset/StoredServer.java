package io.hindsight.capture.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import java.util.Optional;

/**
 * Remembers beside an offset which server it belongs to.
 *
 * @param server its own identity
 * @param epoch that was set
 * @param forgotten how far capture had come when it was made to forget that
 * @param began where its epoch began in the server's log, in which there are other epochs' changes before; empty where
 *     there are none
 * @param sent which transactions Kafka had when the server took another's place, in the source's own words; empty if it
 *     had none that the offset didn't have; of a PostgreSQL, the timeline of its log
 */
public record StoredServer(
        String server, int epoch, Optional<SourceOffset> forgotten, Optional<SourceOffset> began, String sent) {

    /** Stands for a server of which nothing is known. */
    public static final StoredServer NONE = new StoredServer("", -1, Optional.empty(), Optional.empty(), "");

    static StoredServer of(JsonNode json, SourceDriver source) {
        return new StoredServer(
                json.path("server_uuid").asText(),
                json.path("epoch").asInt(),
                source.offset(json),
                source.offset(json.path("began")),
                json.path("gtids").asText());
    }

    JsonNode json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("server_uuid", server)
                .put("epoch", epoch)
                .put("gtids", sent);
        began.ifPresent(place -> json.set("began", place.json()));
        forgotten.ifPresent(offset -> json.setAll(offset.json()));
        return json;
    }

    StoredServer forgetting(Optional<SourceOffset> offset) {
        return new StoredServer(server, epoch, offset, began, "");
    }
}
