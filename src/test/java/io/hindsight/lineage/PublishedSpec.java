package io.hindsight.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What an event must be: what OpenLineage's own classes read and write again as it was, and, where its folder {@code spec} is
 * given ({@code -Dopenlineage.spec=…}), what the schemas in it say, of the event and of each facet.
 */
final class PublishedSpec {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACE = System.getProperty("openlineage.spec", "");

    private PublishedSpec() {}

    static void fits(JsonNode event) {
        try {
            var read = OpenLineageClientUtils.runEventFromJson(event.toString());
            assertThat(JSON.readTree(OpenLineageClientUtils.toJson(read))).isEqualTo(event);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        if (!PLACE.isEmpty()) {
            fits(event, event.path("schemaURL").asText());
            event.findParents("_schemaURL")
                    .forEach(facet -> fits(facet, facet.path("_schemaURL").asText()));
        }
    }

    private static void fits(JsonNode node, String schema) {
        assertThat(SCHEMAS.getSchema(SchemaLocation.of(schema)).validate(node))
                .as(schema)
                .isEmpty();
    }

    /** The schemas refer to each other by their place on the web, with a version. */
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.add(iri -> AbsoluteIri.of(iri.toString()
                    .replaceFirst(
                            "^https://openlineage.io/spec/((?:facets/)?)[\\d-]+/",
                            Path.of(PLACE).toUri() + "/$1")))));
}
