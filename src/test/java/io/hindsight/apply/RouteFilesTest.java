package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The route files read as pages: valid, and each thing with a name and a sentence. */
class RouteFilesTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchema SCHEMA = schema();

    static Stream<Path> files() throws IOException {
        return Stream.of(Path.of("routes"), Path.of("scenarios"))
                .flatMap(RouteFilesTest::tree)
                .filter(file -> file.toString().matches("(.*/)?routes/.*\\.yaml"))
                .sorted();
    }

    private static Stream<Path> tree(Path directory) {
        try {
            return Files.walk(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void fitsCamelsSchema(Path file) throws IOException {
        assertThat(SCHEMA.validate(YAML.readTree(file.toFile()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isNamedAsCamelExpects(Path file) {
        assertThat(file.getFileName().toString()).matches("[a-z-]+\\.camel\\.yaml");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRouteHasAnIdAndADescription(Path file) throws IOException {
        for (var kind : List.of("route", "routeTemplate", "routeConfiguration")) {
            for (var entry : YAML.readTree(file.toFile())) {
                var route = entry.path(kind);
                if (!route.isMissingNode()) {
                    assertThat(route.path("id").asText()).as("id of a %s", kind).matches("[a-z][a-z-]*");
                    assertThat(route.path("description").asText())
                            .as("description of %s", route.path("id"))
                            .contains(" ");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyCallOutOfTheProcessHasAnId(Path file) throws IOException {
        for (var to : YAML.readTree(file.toFile()).findValues("to")) {
            var uri = to.isTextual() ? to.asText() : to.path("uri").asText();
            if (uri.contains(":") && !uri.startsWith("direct:")) {
                assertThat(to.path("id").asText())
                        .as("metrics, health and diagrams name steps by their ids: give one to the step to %s", uri)
                        .matches("[a-z][a-z-]*");
            }
        }
    }

    /** Of the files that capture, each for one kind of source, one is run. */
    @ParameterizedTest
    @ValueSource(strings = {"routes/capture.camel.yaml", "routes/postgresql/capture.camel.yaml"})
    void noIdIsGivenTwice(String notRun) throws IOException {
        var ids = new ArrayList<String>();
        for (var file : tree(Path.of("routes"))
                .filter(each -> each.toString().endsWith(".yaml"))
                .filter(each -> !each.endsWith(notRun))
                .toList()) {
            for (var entry : YAML.readTree(file.toFile())) {
                entry.path("route").findValuesAsText("id").forEach(ids::add);
                entry.path("routeTemplate").path("route").findValuesAsText("id").forEach(ids::add);
                entry.path("routeConfiguration").findValuesAsText("id").forEach(ids::add);
            }
        }
        assertThat(ids).as("Camel starts no route with an id that there is").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("files")
    void noFileStartsWithoutAComment(Path file) throws IOException {
        assertThat(Files.readString(file))
                .as("the first line says what the file is for")
                .startsWith("# ");
    }

    private static JsonSchema schema() {
        try (var stream = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonNode schema = YAML.readTree(stream);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
