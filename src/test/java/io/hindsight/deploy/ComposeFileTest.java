package io.hindsight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docker-compose.yml as far as it can be checked without a container engine. */
class ComposeFileTest {

    private static final JsonNode SERVICES =
            YamlFile.documents("docker-compose.yml").get(0).path("services");

    static Stream<Map.Entry<String, JsonNode>> services() {
        return SERVICES.properties().stream();
    }

    static Stream<String> profiles() {
        return services()
                .flatMap(service -> names(service.getValue().path("profiles")).stream())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void aProfileHasAllThatItsServicesWaitFor(String profile) {
        var started = services()
                .filter(service -> names(service.getValue().path("profiles")).contains(profile))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        started.forEach((name, service) -> assertThat(started.keySet())
                .as("%s with profile %s", name, profile)
                .containsAll(fields(service.path("depends_on"))));
    }

    @ParameterizedTest
    @MethodSource("services")
    void whoIsWaitedForSaysWhenItIsHealthy(Map.Entry<String, JsonNode> service) {
        service.getValue().path("depends_on").properties().forEach(other -> {
            if (other.getValue().path("condition").asText().equals("service_healthy")) {
                assertThat(SERVICES.path(other.getKey()).has("healthcheck"))
                        .as("health check of %s", other.getKey())
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void portsAreOpenToThisMachineOnlyAndOnce(Map.Entry<String, JsonNode> service) {
        var others = services()
                .filter(other -> !other.getKey().equals(service.getKey()))
                .flatMap(other -> names(other.getValue().path("ports")).stream())
                .map(ComposeFileTest::published)
                .collect(Collectors.toSet());
        for (var port : names(service.getValue().path("ports"))) {
            assertThat(port).startsWith("127.0.0.1:");
            assertThat(others).doesNotContain(published(port));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void filesThatAreBuiltFromAreThere(Map.Entry<String, JsonNode> service) {
        var build = service.getValue().path("build");
        assertThat(build.isMissingNode() || Files.exists(Path.of(build.asText(), "Dockerfile")))
                .as("Dockerfile of %s", service.getKey())
                .isTrue();
    }

    @Test
    void dockerComposeUnderstandsEachProfile() throws IOException, InterruptedException {
        // a tool of its own, of which nothing else here has need, and which a newcomer may be without: what it reads is
        // looked at by the tests above, this one asks it as well where it is
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(bin -> Files.exists(Path.of(bin, "docker-compose"))),
                "docker-compose isn't installed");
        var validate =
                new ProcessBuilder("docker/validate").redirectErrorStream(true).start();
        var said = new String(validate.getInputStream().readAllBytes());
        assertThat(validate.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(validate.exitValue()).as(said).isZero();
        assertThat(said.lines().map(line -> line.replaceFirst(":.*", "")))
                .containsAll(profiles().toList());
    }

    private static String published(String port) {
        return port.split(":")[1];
    }

    private static Set<String> names(JsonNode list) {
        var names = new TreeSet<String>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Set<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }
}
