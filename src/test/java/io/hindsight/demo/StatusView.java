package io.hindsight.demo;

import io.hindsight.observe.Status;
import io.hindsight.testing.RunningProgram;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the scenario's own routes say, as they say it, and now and then a line of how the program is. */
final class StatusView {

    /** The logger of users' routes, as the log's pattern has it. */
    private static final String OF_ROUTES = " routes - ";

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final RunningProgram program;
    private final PrintStream out;
    private final long start = System.nanoTime();
    private long next = start;
    private long read;

    StatusView(RunningProgram program, PrintStream out) {
        this.program = program;
        this.out = out;
        this.read = program.log().toFile().length();
    }

    /** Prints what is new. */
    void show() throws InterruptedException {
        said();
        var now = System.nanoTime();
        if (now >= next) {
            out.println("  " + (now - start) / 1_000_000_000L + " s  " + status());
            next = now + EVERY.toNanos();
        }
    }

    private void said() {
        try (var log = Files.newByteChannel(program.log())) {
            log.position(read);
            var bytes = Channels.newInputStream(log).readAllBytes();
            var whole = new String(bytes, StandardCharsets.UTF_8);
            whole = whole.substring(0, whole.lastIndexOf('\n') + 1);
            read += whole.getBytes(StandardCharsets.UTF_8).length;
            whole.lines()
                    .filter(line -> line.contains(OF_ROUTES))
                    .forEach(line -> out.println(line.substring(line.indexOf(OF_ROUTES) + OF_ROUTES.length())));
        } catch (IOException unreadable) {
            // what is said is in the file, whoever can read it
        }
    }

    private String status() throws InterruptedException {
        try {
            var status = Statuses.of(program);
            return status.tables().stream().map(StatusView::line).collect(Collectors.joining("  |  "))
                    + status.problems().stream()
                            .map(problem -> "\n          " + problem.check() + ": " + problem.reason())
                            .collect(Collectors.joining());
        } catch (IOException silent) {
            return "doesn't answer";
        }
    }

    private static String line(Status.TableStatus table) {
        return String.format(
                Locale.ROOT,
                "%s in %s %,.0f changes, lag %.1f s",
                table.target(),
                table.warehouse(),
                Statuses.known(table.changes()),
                Statuses.known(table.lagSeconds()));
    }
}
