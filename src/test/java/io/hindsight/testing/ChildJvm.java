package io.hindsight.testing;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command of a Java program on this JVM's own class path. */
public final class ChildJvm {
    private ChildJvm() {}

    public static List<String> command(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin/java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** How this JVM was told to compile: where it doesn't live for long, its children don't either. */
    static List<String> compilation() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:TieredStopAtLevel="))
                .toList();
    }

    /** Good in any directory. */
    private static String classPath() {
        return entries().collect(Collectors.joining(File.pathSeparator));
    }

    /** The libraries alone. */
    static String jars() {
        return entries().filter(ChildJvm::isJar).collect(Collectors.joining(File.pathSeparator));
    }

    /** The libraries before the project's own classes. */
    static String jarsFirst() {
        return jars()
                + File.pathSeparator
                + entries().filter(entry -> !isJar(entry)).collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isJar(String entry) {
        return entry.endsWith(".jar");
    }

    /** Without empty ones: each would be the current directory, with its own application.properties and routes. */
    private static Stream<String> entries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString());
    }

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }
}
