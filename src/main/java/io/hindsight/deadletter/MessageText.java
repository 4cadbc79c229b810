package io.hindsight.deadletter;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Writes a message's key or value for people: its structure, and its values only when they are asked for. */
public final class MessageText {

    private static final TextNode HIDDEN = new TextNode("(hidden)");

    /** What of an envelope isn't out of the row. */
    private static final Set<String> SHOWN = Set.of(
            "/op",
            "/ts_ms",
            "/source/db",
            "/source/table",
            "/source/file",
            "/source/pos",
            "/source/row",
            "/source/gtid",
            "/source/ts_us",
            "/source/snapshot",
            "/source/connector",
            "/source/version");

    private static final ObjectReader READER = JsonMapper.builder()
            .nodeFactory(new JsonNodeFactory(true))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private MessageText() {}

    /** Gives a message's key or value as JSON; a text in place of what is none, null in place of none at all. */
    public static JsonNode of(byte[] message, boolean values) {
        if (message == null) {
            return NullNode.getInstance();
        }
        try {
            var json = (JsonNode) READER.readValue(message);
            if (json.isMissingNode()) {
                return new TextNode("");
            }
            return values ? json : hidden(json, "");
        } catch (IOException | IllegalArgumentException notJson) {
            return new TextNode(
                    values ? new String(message, StandardCharsets.UTF_8) : message.length + " bytes that are not JSON");
        }
    }

    private static JsonNode hidden(JsonNode json, String path) {
        if (json.isObject()) {
            var copy = JsonNodeFactory.instance.objectNode();
            json.properties()
                    .forEach(field -> copy.set(field.getKey(), hidden(field.getValue(), path + "/" + field.getKey())));
            return copy;
        }
        if (json.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode();
            json.forEach(item -> copy.add(hidden(item, path + "/")));
            return copy;
        }
        return SHOWN.contains(path.replaceFirst("^/payload/", "/")) ? json : HIDDEN;
    }
}
