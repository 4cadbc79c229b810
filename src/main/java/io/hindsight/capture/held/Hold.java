package io.hindsight.capture.held;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Says of a table from where on its changes aren't sent, and why.
 *
 * @param from the change_seq that the first of them can have; empty: all that come
 * @param place where that is, as Debezium stores an offset; empty where it isn't known
 * @param cure what a person has to do before it is resumed
 * @param until the change_seq from which on they are sent again; empty while nobody has resumed the table
 * @param isOver whether its rows have been asked for anew since
 */
public record Hold(
        TableName table,
        String from,
        ObjectNode place,
        Instant since,
        String reason,
        String cure,
        String until,
        boolean isOver) {

    /** @param from empty for all that comes */
    static Hold of(TableName table, Optional<SourceOffset> from, int epoch, String reason, String cure) {
        return new Hold(
                table,
                from.map(place -> place.changeSeq(epoch)).orElse(""),
                from.map(SourceOffset::json).orElseGet(JsonNodeFactory.instance::objectNode),
                Instant.now(),
                reason,
                cure,
                "",
                false);
    }

    static Hold of(TableName table, JsonNode json) {
        return new Hold(
                table,
                json.path("from").asText(),
                json.path("place").isObject() ? json.path("place").deepCopy() : JsonNodeFactory.instance.objectNode(),
                Instant.parse(json.path("since").asText()),
                json.path("reason").asText(),
                json.path("cure").asText(),
                json.path("until").asText(),
                json.path("over").asBoolean());
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("from", from)
                .put("since", since.toString())
                .put("reason", reason)
                .put("cure", cure)
                .put("until", until)
                .put("over", isOver);
        json.set("place", place);
        return json;
    }

    /** Whether a change with that change_seq isn't sent. */
    boolean covers(String changeSeq) {
        return from.compareTo(changeSeq) <= 0 && (until.isEmpty() || changeSeq.compareTo(until) < 0);
    }

    /** Whether the other, which a person has ended meanwhile, was before this one. */
    boolean isLaterThan(Hold other) {
        return until.isEmpty()
                && !other.until.isEmpty()
                && other.from.compareTo(from) < 0
                && other.until.compareTo(from) <= 0;
    }

    /** The same, ended at a place: what comes from there on is sent. */
    public Hold endedAt(SourceOffset end, int epoch) {
        return new Hold(table, from, place, since, reason, cure, end.changeSeq(epoch), false);
    }

    /** The same, with nothing left to do for it. */
    public Hold over() {
        return new Hold(table, from, place, since, reason, cure, until, true);
    }

    /** In a sentence: what is held, since when, why, and how it goes on. */
    @Override
    public String toString() {
        var where = new ArrayList<String>();
        place.elements().forEachRemaining(part -> where.add(part.asText()));
        return table + " is held since " + since.truncatedTo(ChronoUnit.SECONDS)
                + (where.isEmpty() ? "" : " at " + String.join(":", where)) + ": " + reason + "; "
                + (until.isEmpty() ? cure : "its resumption was broken off");
    }
}
