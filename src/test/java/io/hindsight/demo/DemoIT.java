package io.hindsight.demo;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user starts it, three times in one directory. */
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

    private static final Pattern LAST_LINE =
            Pattern.compile("source and history agree: [\\d,]+ rows, ([\\d,]+) changes, 0 differences");
    private static final Pattern BEGINNING =
            Pattern.compile("The history begins \\d+ (seconds|minutes) before this program's first start\\.");
    private static final long LONGEST_RUN_MINUTES = 15;

    @TempDir
    static Path directory;

    private long changes;

    @Test
    @Order(1)
    void sourceAndHistoryAgree() throws Exception {
        var lines = run("--fresh", "--for", "10s", "--seed", "7");
        changes = changes(lines);
        assertThat(lines).anyMatch(BEGINNING.asMatchPredicate());
        assertThat(changes).isPositive();
    }

    @Test
    @Order(2)
    void aSecondStartGoesOn() throws Exception {
        assertThat(changes(run("--for", "5s"))).isGreaterThan(changes);
    }

    @Test
    @Order(3)
    void anInterruptEndsAndComparesAndLeavesNothingBehind() throws Exception {
        var output = directory.resolve("interrupted.txt");
        var demo = start(output);
        try {
            await().until(() -> Files.readString(output).contains("First change"));
            var children = demo.descendants().toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(4);

            new ProcessBuilder("kill", "-INT", String.valueOf(demo.pid()))
                    .start()
                    .waitFor();

            assertThat(demo.waitFor(Ending.LONGEST.toSeconds() + 5, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(changes(lines(demo, output))).isGreaterThan(changes);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        } finally {
            demo.destroyForcibly();
        }
    }

    private List<String> run(String... arguments) throws Exception {
        var output = directory.resolve("output.txt");
        var demo = start(output, arguments);
        try {
            assertThat(demo.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)).isTrue();
            return lines(demo, output);
        } finally {
            demo.destroyForcibly();
        }
    }

    private Process start(Path output, String... arguments) throws Exception {
        // a build in the background ignores interrupts, and what it starts would, too
        var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        var servers =
                Path.of(System.getProperty("servers.directory", ".servers")).toAbsolutePath();
        command.addAll(ChildJvm.command(
                Demo.class, List.of("-Dservers.directory=" + servers, "-XX:TieredStopAtLevel=1"), List.of(arguments)));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static List<String> lines(Process demo, Path output) throws Exception {
        var lines = Files.readAllLines(output);
        assertThat(demo.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static long changes(List<String> lines) {
        var last = LAST_LINE.matcher(lines.get(lines.size() - 1));
        assertThat(last.matches()).as(String.join("\n", lines)).isTrue();
        return Long.parseLong(last.group(1).replace(",", ""));
    }
}
