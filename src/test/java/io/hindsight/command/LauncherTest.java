package io.hindsight.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.Hindsight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The script that people call knows each command that the program has, and says what it is for. */
class LauncherTest {

    @Test
    void eachCommandIsPassedOnAndListed() throws IOException {
        var lines = Files.readAllLines(Path.of("hindsight"));
        var passedOn = lines.stream()
                .filter(line -> line.startsWith("  run | "))
                .flatMap(line -> Stream.of(line.strip().split(" \\| |\\)")))
                .toList();
        var commands = Hindsight.commandLine().getSubcommands().keySet();
        assertThat(passedOn).containsAll(commands);
        assertThat(commands)
                .allSatisfy(command -> assertThat(lines).anyMatch(line -> line.startsWith("  " + command + " ")));
    }
}
