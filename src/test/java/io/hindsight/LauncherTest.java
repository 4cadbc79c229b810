package io.hindsight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LauncherTest {

    @Test
    void itsHelpNamesEveryCommandOfTheProgram() throws IOException, InterruptedException {
        var launcher = new ProcessBuilder("./hindsight", "help")
                .redirectErrorStream(true)
                .start();

        var help = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(launcher.waitFor()).isZero();
        assertThat(Hindsight.commandLine().getSubcommands().keySet())
                .allSatisfy(command -> assertThat(help).containsPattern("\n  " + command + "[ \n]"));
    }
}
