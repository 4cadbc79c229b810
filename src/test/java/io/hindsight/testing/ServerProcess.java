package io.hindsight.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One server on this machine that can be stopped, killed, frozen and started again; it never outlives this JVM. */
public final class ServerProcess {
    private static final Duration STOPPED = Duration.ofSeconds(30);
    private static final long PROBE_MILLIS = 50;
    private static final long QUIT_MILLIS = 2_000;

    /** Returns when the server answers, throws while it doesn't. */
    @FunctionalInterface
    interface Probe {
        void check() throws Exception;
    }

    private final String name;
    private final List<String> command;
    private final Path log;
    private final Probe ready;
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = Path.of("");
    private String stopSignal = "TERM";
    private Process process;

    ServerProcess(String name, List<String> command, Path log, Probe ready) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
        this.ready = ready;
    }

    ServerProcess environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ServerProcess directory(Path where) {
        directory = where;
        return this;
    }

    ServerProcess stopSignal(String signal) {
        stopSignal = signal;
        return this;
    }

    /** Starts the server and returns when it's ready; fails with the end of its log. */
    synchronized ServerProcess start() {
        process = Leash.start(command, environment, directory, log);
        long deadline = System.nanoTime() + Await.LONGEST.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            if (endsWithin(PROBE_MILLIS)) {
                throw failure("ended with exit code " + process.exitValue() + " instead of starting", last);
            }
            try {
                ready.check();
                return this;
            } catch (Exception e) {
                last = e;
            }
        }
        // of a JVM, the log says then what each thread waits for
        signal("QUIT", family());
        endsWithin(QUIT_MILLIS);
        var failure = failure("isn't ready after " + Await.LONGEST.toSeconds() + " s", last);
        kill();
        throw failure;
    }

    /** Stops the server if it runs, and starts it again on the same data and port. */
    public synchronized void restart() {
        if (process != null) {
            stop();
        }
        start();
    }

    /** Asks the server to end, and kills it if it takes more than half a minute. */
    public synchronized void stop() {
        stop(stopSignal);
    }

    synchronized void stop(String signal) {
        if (isAlive()) {
            thaw();
            signal(signal, Stream.of(process.toHandle()));
            endsWithin(STOPPED.toMillis());
        }
        kill();
    }

    /** Kills the server and its children with -9, as a crash does, and returns when it's gone. */
    public synchronized void kill() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        if (!endsWithin(STOPPED.toMillis())) {
            throw new IllegalStateException(name + " cannot be killed, pid " + pid());
        }
        // no children of this JVM, so it has to look; a server can't start again while they hold its memory
        Await.await("children of " + name + " to end")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Suspends the server: its connections stay open and nothing answers. */
    public void freeze() {
        signal("STOP", family());
    }

    public void thaw() {
        signal("CONT", family());
    }

    /** Has a JVM print what its threads do. */
    public void printThreads() {
        signal("QUIT", Stream.of(process.toHandle()));
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private void signal(String signal, Stream<ProcessHandle> processes) {
        String pids = String.join(
                " ", processes.map(each -> String.valueOf(each.pid())).toList());
        // a child that has ended meanwhile is no failure
        Command.attempt(List.of("sh", "-c", "kill -" + signal + " " + pids + " 2>/dev/null"), log);
    }

    private boolean endsWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    private IllegalStateException failure(String what, Exception cause) {
        var lastly = cause == null ? "" : ", lastly: " + cause.getMessage();
        return new IllegalStateException(name + " " + what + lastly + "; " + LogTail.of(log), cause);
    }
}
