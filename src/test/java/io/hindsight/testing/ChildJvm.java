package io.hindsight.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of a Java program on this JVM's own class path. */
public final class ChildJvm {
    private ChildJvm() {
    }

    public static List<String> command(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin/java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }
}
