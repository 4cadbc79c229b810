package io.hindsight.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.LineageSettings;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.TransportConfig;
import io.openlineage.client.transports.TransportFactory;
import java.util.List;
import java.util.Map;

/** What sends OpenLineage's events, by its own settings, as its file {@code openlineage.yml} would have them. */
final class LineageTransport {

    /** A name that nobody knows is a mistake; and the environment's have no capitals. */
    private static final ObjectMapper SETTINGS = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES, MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private LineageTransport() {}

    /** @throws InvalidSettingsException where OpenLineage doesn't know a type, or a name, or can't read a value */
    static TransportConfig config(LineageSettings lineage) {
        try {
            return SETTINGS.treeToValue(tree(lineage.transport()), TransportConfig.class);
        } catch (JsonProcessingException | IllegalArgumentException | UnsupportedOperationException wrong) {
            throw new InvalidSettingsException(List.of("hindsight.openlineage.transport.…: OpenLineage can't make a"
                    + " transport of type '" + lineage.transport().get("type") + "' of them (" + reason(wrong)
                    + "); see docs/lineage.md for what can be written"));
        }
    }

    private static String reason(Exception wrong) {
        return wrong instanceof JsonProcessingException json ? json.getOriginalMessage() : wrong.getMessage();
    }

    /** Makes what sends; nothing is reached by that. */
    static OpenLineageClient client(TransportConfig config) {
        return new OpenLineageClient(new TransportFactory(config).build());
    }

    /** Names with dots are settings in settings: {@code auth.type}. */
    private static ObjectNode tree(Map<String, String> transport) {
        var tree = SETTINGS.createObjectNode();
        transport.forEach((name, value) -> put(tree, name, value));
        return tree;
    }

    private static void put(ObjectNode node, String name, String value) {
        var dot = name.indexOf('.');
        if (dot < 0) {
            node.put(name, value);
            return;
        }
        var inner = node.withObjectProperty(name.substring(0, dot));
        var rest = name.substring(dot + 1);
        if (name.startsWith("properties.")) {
            // Kafka's own, whose names have dots
            inner.put(rest, value);
        } else {
            put(inner, rest, value);
        }
    }
}
