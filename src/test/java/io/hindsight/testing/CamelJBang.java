package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** jbang/Camel.java without JBang: its dependencies are resolved by Maven, and Java itself runs the file. */
public final class CamelJBang implements AutoCloseable {

    private static final Path LAUNCHER = Path.of("jbang", "Camel.java");
    private static final Path DIRECTORY = Path.of("target", "jbang").toAbsolutePath();
    private static final Pattern DEPENDENCY = Pattern.compile("^//DEPS (.+):(.+):(.+)$", Pattern.MULTILINE);

    private final Process process;
    private final Path output;

    private CamelJBang(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code camel} with the arguments, as a shell reads them, in a directory that has these settings. */
    public static CamelJBang start(Path directory, Map<String, String> settings, String arguments) {
        try {
            Files.write(
                    directory.resolve("application.properties"),
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
            var output = directory.resolve("output.txt");
            var java = ChildJvm.home().resolve("bin/java");
            var process = new ProcessBuilder(
                            "sh",
                            "-c",
                            "exec " + java + " -XX:TieredStopAtLevel=1 -cp '" + classPath() + "' " + LAUNCHER + " "
                                    + arguments)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new CamelJBang(process, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the launcher's //DEPS lines lead to. */
    private static String classPath() throws IOException {
        Files.createDirectories(DIRECTORY);
        var pom = DIRECTORY.resolve("pom.xml");
        var classPath = DIRECTORY.resolve("classpath.txt");
        var dependencies = DEPENDENCY
                .matcher(Files.readString(LAUNCHER))
                .results()
                .map(found ->
                        "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                                .formatted(found.group(1), found.group(2), found.group(3)))
                .collect(Collectors.joining());
        var project =
                "<project><modelVersion>4.0.0</modelVersion><groupId>none</groupId><artifactId>launcher</artifactId>"
                        + "<version>1</version><packaging>pom</packaging><dependencies>" + dependencies
                        + "</dependencies></project>";
        if (Files.exists(classPath) && Files.readString(pom).equals(project)) {
            return Files.readString(classPath);
        }
        Files.writeString(pom, project);
        Command.run(
                List.of(
                        "mvn",
                        "-q",
                        "-B",
                        "-f",
                        pom.toString(),
                        "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
                        "-Dmdep.outputFile=" + classPath),
                DIRECTORY.resolve("mvn.log"));
        return Files.readString(classPath);
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end and gives its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("camel runs on; it has said:\n" + output());
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

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
