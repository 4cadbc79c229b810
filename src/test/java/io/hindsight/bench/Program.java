package io.hindsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as users run it: the jar, in a process of its own, with its settings in a file. */
final class Program implements AutoCloseable {

    /** That of this source tree. */
    static final Path JAR = Path.of("target/hindsight.jar").toAbsolutePath();

    static final int HEAP_MEGABYTES = 384;

    private final Process process;

    private Program(Process process) {
        this.process = process;
    }

    /** Starts it; its log is {@code program.log} in the directory. */
    static Program start(Path directory, Map<String, String> settings) throws IOException {
        return start(JAR, HEAP_MEGABYTES, directory, settings);
    }

    /** The same of another jar, with another heap. */
    static Program start(Path jar, int heapMegabytes, Path directory, Map<String, String> settings) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("application.properties"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining("\n")));
        var command = List.of(tool("java").toString(), "-Xmx" + heapMegabytes + "m", "-jar", jar.toString(), "run");
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("program.log").toFile()))
                .start();
        // a benchmark that is broken off leaves nothing running
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Program(process);
    }

    private static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    /** Whether it hasn't ended. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** The most memory it has held, in MB of resident pages. */
    long peakMegabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        }
    }

    /** Processor seconds it has used. */
    double processorSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1e3)
                .orElse(0.0);
    }

    /** The threads that its JVM counts: those of Java, without the collector's and the compiler's. */
    long threads() throws IOException, InterruptedException {
        return jcmd("PerfCounter.print")
                .filter(line -> line.startsWith("java.threads.live="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** MB of objects that a collection, which this does, leaves alive. */
    long aliveMegabytes() throws IOException, InterruptedException {
        // a line "Total", its objects and their bytes
        return jcmd("GC.class_histogram")
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]) >> 20)
                .findFirst()
                .orElseThrow();
    }

    private Stream<String> jcmd(String question) throws IOException, InterruptedException {
        var asked = new ProcessBuilder(tool("jcmd").toString(), String.valueOf(process.pid()), question)
                .redirectErrorStream(true)
                .start();
        var answer = new String(asked.getInputStream().readAllBytes());
        if (asked.waitFor() != 0) {
            throw new IllegalStateException("jcmd " + question + ": " + answer);
        }
        return answer.lines();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
