package io.hindsight.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ShippedRoutesTest {

    @Test
    void everyRouteFileIsRun() throws IOException {
        var properties = new Properties();
        try (var file = Files.newInputStream(Path.of("src/main/resources/camel.properties"))) {
            properties.load(file);
        }
        try (var files = Files.list(Path.of("routes"))) {
            assertThat(Arrays.asList(properties
                            .getProperty("camel.main.routesIncludePattern")
                            .replace("{{hindsight:console.routes}}", "")
                            .replace("{{hindsight:catalog.routes}}", "")
                            .replace("{{hindsight:lineage.routes}}", "")
                            .replace(
                                    "classpath:routes/{{hindsight:source.route}}.camel.yaml",
                                    "classpath:routes/capture.camel.yaml")
                            .split(",")))
                    .as("the user's own come last: where there are none, nothing follows the comma")
                    .endsWith("{{hindsight:routes}}")
                    .filteredOn(file -> file.startsWith("classpath:"))
                    .as("camel.main.routesIncludePattern in camel.properties names the files of routes/")
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> "classpath:routes/" + file.getFileName())
                            .toList());
        }
    }
}
