package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged program as a child process, in a directory of its own. */
public final class Program implements AutoCloseable {

    private static final Path JAR = Path.of("target", "hindsight.jar").toAbsolutePath();
    /** A promise, unlike what a test waits for: neither a command nor the end of a run takes longer. */
    private static final long LONGEST_END_SECONDS = 60;

    /** For what is started often and never for long. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it in the directory, with the settings in its application.properties. */
    public static Program start(Path directory, Map<String, String> settings, String... arguments) {
        return start(JAR, directory, settings, arguments);
    }

    /** The same of another jar. */
    public static Program start(Path jar, Path directory, Map<String, String> settings, String... arguments) {
        return start(directory, settings, command(jar, arguments));
    }

    /** The same on another JDK, compiled as a program is that runs for long. */
    public static Program startOn(Path jdk, Path directory, Map<String, String> settings, String... arguments) {
        var command = command(JAR, arguments);
        command.set(0, jdk.resolve("bin/java").toString());
        command.remove(QUICK);
        return start(directory, settings, command);
    }

    /** The same with an argument of the JVM's own, such as {@code -Dkey=value}. */
    public static Program startWith(String jvmArgument, Path directory, Map<String, String> settings, String... words) {
        var command = command(JAR, words);
        command.add(command.indexOf("-jar"), jvmArgument);
        return start(directory, settings, command);
    }

    /** The same on a terminal: what it prints is what a terminal gets. */
    public static Program startOnTerminal(Path directory, Map<String, String> settings, String... arguments) {
        var line =
                command(JAR, arguments).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        // the shell becomes the program, and util-linux' script is its terminal
        return start(directory, settings, List.of("env", "TERM=xterm", "script", "-qefc", "exec " + line, "/dev/null"));
    }

    private static List<String> command(Path jar, String... arguments) {
        var command =
                new ArrayList<>(List.of(ChildJvm.home().resolve("bin/java").toString(), "-Xmx512m", QUICK));
        if (jar.equals(JAR)) {
            command.addAll(ProgramClasses.options(jar));
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Program start(Path directory, Map<String, String> settings, List<String> command) {
        try {
            Files.createDirectories(directory);
            Files.write(
                    directory.resolve("application.properties"),
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
            var output = directory.resolve("output.txt");
            Files.deleteIfExists(output);
            return new Program(Leash.start(command, Map.of(), directory, output), output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        // not the process itself, which would close its input, and its leash kills it then
        process.toHandle().destroy();
    }

    /** Kills it with -9. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end and gives its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the program runs on; it has said:\n" + output());
        }
        return process.exitValue();
    }

    /** All that it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until it has printed the words. */
    public void awaitOutput(String words) {
        try {
            Await.await().until(() -> {
                var runs = process.isAlive();
                if (output().contains(words)) {
                    return true;
                }
                if (!runs) {
                    throw new IllegalStateException("the program has ended");
                }
                return false;
            });
        } catch (IllegalStateException | ConditionTimeoutException absent) {
            throw new IllegalStateException("'" + words + "' isn't in what the program has said:\n" + output(), absent);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
