package io.hindsight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The public repository's workflows are YAML of the form that they must have; they don't run here. */
class WorkflowTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void eachJobHasAMachineALimitAndStepsThatDoOneThing() throws IOException {
        for (var workflow : workflows()) {
            var file = YAML.readTree(Files.readString(workflow));
            assertThat(file.path("name").isTextual()).as(workflow.toString()).isTrue();
            assertThat(file.has("on")).as(workflow + " says when it runs").isTrue();
            assertThat(file.path("permissions").isObject())
                    .as(workflow + " says what it may")
                    .isTrue();
            assertThat(file.path("jobs").size()).isPositive();
            for (var job : file.path("jobs")) {
                assertThat(job.path("runs-on").isTextual()).isTrue();
                assertThat(job.path("timeout-minutes").isInt()).isTrue();
                assertThat(job.path("steps")).isNotEmpty().allMatch(step -> step.has("run") != step.has("uses"));
            }
        }
    }

    @Test
    void filesThatStepsNameAreThere() throws IOException {
        var named = List.of(".env.example", "docker-compose.yml", "Dockerfile");
        assertThat(named).allMatch(file -> Files.exists(Path.of(file)));
        var build = YAML.readTree(Files.readString(Path.of(".github/workflows/build.yml")));
        var compose = YAML.readTree(Files.readString(Path.of("docker-compose.yml")));
        for (var step : build.path("jobs").path("compose").path("steps")) {
            assertThat(profiles(step))
                    .allSatisfy(profile -> assertThat(compose.toString()).contains("\"" + profile + "\""));
        }
    }

    private static List<String> profiles(JsonNode step) {
        var words = List.of(step.path("run").asText().split("\\s+"));
        return IntStream.range(1, words.size())
                .filter(index -> words.get(index - 1).equals("--profile"))
                .mapToObj(words::get)
                .toList();
    }

    private static List<Path> workflows() throws IOException {
        try (var files = Files.list(Path.of(".github", "workflows"))) {
            return files.toList();
        }
    }
}
