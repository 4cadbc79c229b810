package io.hindsight.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.deploy.YamlFile;
import io.hindsight.settings.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docker-compose.yml and k8s/hindsight.yaml set, read as the program reads it. */
class DeployedSettingsTest {

    static Stream<Map.Entry<String, JsonNode>> instances() {
        return YamlFile.documents("docker-compose.yml").get(0).path("services").properties().stream()
                .filter(service -> service.getKey().startsWith("hindsight-"));
    }

    @ParameterizedTest
    @MethodSource("instances")
    void anInstanceInDockerComposeHasOneWarehouse(Map.Entry<String, JsonNode> instance) throws IOException {
        var settings = settings(
                Files.readString(Path.of("docker/application.properties")),
                instance.getValue().path("environment"));
        var warehouse = instance.getKey().replace("hindsight-", "");
        assertThat(Settings.of(settings).warehouses()).extracting("name").containsExactly(warehouse);
    }

    @Test
    void theConfigMapAndTheSecretAreValid() throws IOException {
        var objects = YamlFile.documents("k8s/hindsight.yaml");
        var settings = Settings.of(settings(
                objects.get(0).at("/data/application.properties").asText(),
                objects.get(1).path("stringData")));
        assertThat(settings.source().password()).isEqualTo("change-me");
        assertThat(settings.http().host()).as("where probes reach it").isEqualTo("0.0.0.0");
        assertThat(settings.http().hasLogin()).isTrue();
    }

    /** The file's, and over them the environment's. */
    private static Map<String, String> settings(String file, JsonNode environment) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(file));
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        environment
                .properties()
                .forEach(variable -> settings.put(
                        EnvironmentKey.of(variable.getKey()),
                        variable.getValue().asText()));
        return settings;
    }
}
