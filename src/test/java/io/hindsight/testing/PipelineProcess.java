package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The whole product as a child process that can be killed with -9 and started again. */
public final class PipelineProcess implements AutoCloseable {

    private final ServerProcess process;
    private final Path running;
    private final Path properties;

    private PipelineProcess(Path directory, Map<String, String> settings, String capture) {
        var home = directory.toAbsolutePath();
        this.running = home.resolve("running");
        this.properties = home.resolve("application.properties");
        write(settings);
        var command = ChildJvm.command(
                PipelineMain.class,
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"),
                List.of(properties.toString(), running.toString(), capture));
        this.process = new ServerProcess("Pipeline", command, home.resolve("pipeline.log"), this::probe);
    }

    private void write(Map<String, String> settings) {
        var content = new Properties();
        content.putAll(settings);
        try {
            Files.createDirectories(properties.getParent());
            try (var file = Files.newBufferedWriter(properties)) {
                content.store(file, null);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts all of it; returns when the apply routes run. */
    public static PipelineProcess start(Path directory, Map<String, String> settings) {
        return started(new PipelineProcess(directory, settings, "with-capture"));
    }

    /** The same with more variables in its environment. */
    public static PipelineProcess start(Path directory, Map<String, String> settings, Map<String, String> environment) {
        var pipeline = new PipelineProcess(directory, settings, "with-capture");
        environment.forEach(pipeline.process::environment);
        return started(pipeline);
    }

    /** Starts all but capture; returns when the apply routes run. */
    public static PipelineProcess startWithoutCapture(Path directory, Map<String, String> settings) {
        return started(new PipelineProcess(directory, settings, "without-capture"));
    }

    private static PipelineProcess started(PipelineProcess pipeline) {
        pipeline.process.start();
        return pipeline;
    }

    /** Kills it with -9. */
    public void kill() {
        process.kill();
    }

    /** Ends it in good order. */
    public void stop() {
        process.stop();
    }

    /** Stops it where it is, as a machine without a breath of time does. */
    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    /** Starts it again after a kill; returns when the apply routes run. */
    public void startAgain() {
        process.start();
    }

    /** The same with other settings. */
    public void startAgain(Map<String, String> settings) {
        write(settings);
        process.start();
    }

    /** Has it print what its threads do, into its log. */
    public void printThreads() {
        process.printThreads();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    private void probe() throws IOException {
        if (!Files.exists(running) || !Files.readString(running).equals(String.valueOf(process.pid()))) {
            throw new IllegalStateException("not yet running");
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
