package io.hindsight.deadletter;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hindsight.history.UnreadableException;
import io.hindsight.history.ValueForm;
import io.hindsight.registry.RegistryException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a dead letter as a JSON object; scripts read it, so its names stay. */
public final class DeadLetterJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private DeadLetterJson() {}

    /** What is said about it, without the message itself. */
    public static ObjectNode about(DeadLetter letter) {
        return JSON.createObjectNode()
                .put("letter", letter.place())
                .put("time", letter.time().toString())
                .put("table", letter.table())
                .put("warehouse", letter.warehouse())
                .put("route", letter.route())
                .put("replays", letter.replays())
                .put("reason", letter.reason());
    }

    /**
     * All of it; the row's values only when they are asked for.
     *
     * @param form what changes were sent in
     */
    public static ObjectNode whole(DeadLetter letter, boolean values, ValueForm form) {
        return about(letter)
                .put("epoch", letter.epoch())
                .<ObjectNode>set("key", MessageText.of(letter.message().key(), values))
                .set("value", value(letter.message().value(), values, form));
    }

    private static JsonNode value(byte[] value, boolean values, ValueForm form) {
        try {
            return MessageText.of(value == null ? null : form.json(value), values);
        } catch (UnreadableException | RegistryException unreadable) {
            return new TextNode(value.length + " bytes that can't be shown: " + unreadable.getMessage());
        }
    }

    /** On one line. */
    public static String line(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Over as many lines as it takes, for people. */
    public static String page(JsonNode json) {
        return json.isContainerNode() ? json.toPrettyString() : line(json);
    }
}
