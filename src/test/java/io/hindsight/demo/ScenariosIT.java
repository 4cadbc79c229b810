package io.hindsight.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each scenario as a user starts it, a copy of its folder, with its own checks. */
@Timeout(1200)
class ScenariosIT {

    private static final long LONGEST_RUN_MINUTES = 15;

    private static final Set<String> WITHOUT_TRAFFIC = Set.of("inventory", "lake");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "bank, pipeline, 10",
        "assets, as-of, 12",
        "lab, 'availability integrity', 9",
        "inventory, changes, 18",
        "lake, tries, 13"
    })
    void passesItsChecks(String scenario, String checks, int passes) throws Exception {
        var options = Stream.of(checks.split(" "))
                .flatMap(check -> Stream.of("--check", check))
                .collect(Collectors.toCollection(ArrayList::new));
        if (WITHOUT_TRAFFIC.contains(scenario)) {
            // the scenario's own changes could come between one and the look at it
            options.addAll(List.of("-D", "traffic.enabled=false"));
        }

        var output = run(scenario, options.toArray(String[]::new));

        assertThat(output.lines().filter(line -> line.startsWith("PASS")))
                .as(output)
                .hasSize(passes);
        assertThat(output).doesNotContain("FAIL").contains("Everything is stopped.");
    }

    @Test
    void theLabPrintsWhatPeopleDoWithMySqlToo() throws Exception {
        var output = run("lab", "--for", "40s", "--rate", "20", "--seed", "7", "-D", "hindsight.source.kind=mysql");

        assertThat(output)
                .contains("[USER] Created", "[ORDER] New Order!", "[UPDATE] Order status changed")
                .contains("[DELETE] Order was cancelled")
                .containsPattern("orders in clickhouse [1-9][0-9]* changes");
    }

    @Test
    void theShopRuns() throws Exception {
        assertThat(run("shop", "--for", "20s")).containsPattern("users_realtime in clickhouse [1-9][0-9]* changes");
    }

    private String run(String scenario, String... options) throws Exception {
        var copy = directory.resolve(scenario);
        new ProcessBuilder("cp", "-r", Path.of("scenarios", scenario).toString(), copy.toString())
                .start()
                .waitFor();
        var output = directory.resolve("output.txt");
        var arguments = new ArrayList<>(List.of(copy.toString()));
        arguments.addAll(List.of(options));
        var servers =
                Path.of(System.getProperty("servers.directory", ".servers")).toAbsolutePath();
        var demo = new ProcessBuilder(ChildJvm.command(
                        Demo.class, List.of("-Dservers.directory=" + servers, "-XX:TieredStopAtLevel=1"), arguments))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(demo.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(demo.exitValue()).as(Files.readString(output)).isZero();
            return Files.readString(output);
        } finally {
            demo.destroyForcibly();
        }
    }
}
