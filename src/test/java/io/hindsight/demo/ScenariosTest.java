package io.hindsight.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The folders that ship are whole: what a user copies is valid as it is. */
class ScenariosTest {

    static Stream<String> scenarios() throws IOException {
        return Files.list(Path.of("scenarios"))
                .filter(Files::isDirectory)
                .map(folder -> folder.getFileName().toString())
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void isWhole(String name) throws IOException {
        var scenario = Scenario.find(name);
        assertThat(scenario.settings().tables()).isNotEmpty();
        assertThat(scenario.statements("source.sql")).isNotEmpty();
        assertThat(Files.readString(scenario.directory().resolve("README.md"))).startsWith("# " + name + ": ");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyStepOfACheckSaysWhatItExpects(String name) throws IOException {
        var checks = Path.of("scenarios", name, "checks");
        if (Files.exists(checks)) {
            for (var file : Files.list(checks).toList()) {
                assertThat(CheckStep.read(file)).isNotEmpty().allSatisfy(step -> {
                    assertThat(step.say()).isNotBlank();
                    assertThat(step.rows() != null || step.like() != null)
                            .as("a query has rows or like, in %s: %s", file, step.say())
                            .isEqualTo(step.query() != null);
                });
            }
        }
    }
}
