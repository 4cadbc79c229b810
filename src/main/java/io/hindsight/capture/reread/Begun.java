package io.hindsight.capture.reread;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;

/**
 * Says since when all is known that happened to a table.
 *
 * @param since the moment; later when more isn't known
 * @param reason why it is no earlier, in a phrase
 * @param isWhole whether the table is known to have been made, with nothing in it, in what was read so far
 * @param isSaid whether Kafka has it for the warehouses
 */
public record Begun(Instant since, String reason, boolean isWhole, boolean isSaid) {

    static Optional<Begun> of(JsonNode json) {
        return Optional.of(json)
                .filter(note -> note.has("since"))
                .map(note -> new Begun(
                        Instant.parse(note.path("since").asText()),
                        note.path("reason").asText(),
                        note.path("whole").asBoolean(),
                        note.path("said").asBoolean()));
    }

    JsonNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("since", since.toString())
                .put("reason", reason)
                .put("whole", isWhole)
                .put("said", isSaid);
    }

    /** In a phrase, for people. */
    public String text() {
        return (isSaid ? "history begins at " : "history is being read from ") + since + " on: " + reason
                + "; what was before isn't known";
    }

    /** The same, when the warehouses have been told. */
    public Begun said() {
        return new Begun(since, reason, isWhole, true);
    }

    /** The same where the table was made anew: it is empty, whatever it was before. */
    public Begun whole() {
        return new Begun(since, reason, true, isSaid);
    }

    /** What is left of it where rows came or went that the log doesn't tell. */
    public Begun after(Instant loss, String why) {
        return new Begun(loss.isAfter(since) ? loss : since, why, false, isSaid);
    }
}
