package io.hindsight.demo;

import io.hindsight.capture.reread.Beginnings;
import io.hindsight.capture.reread.Begun;
import io.hindsight.command.run.Terminal;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import io.hindsight.testing.Pipeline;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run on servers that are up: captures and applies while the items change, then looks back and compares. */
final class DemoRun {

    private static final String DATABASE = "shop";
    private static final String TOPIC = "item_asset_changes";
    private static final Duration CAPTURE_STARTS = Duration.ofMinutes(5);
    private static final Duration CATCH_UP = Duration.ofMinutes(5);
    /** Of the time to end in, when a signal asked for it. */
    private static final Duration CATCH_UP_IN_A_HURRY = Duration.ofSeconds(8);

    private static final Duration UNUSUALLY_LONG = Duration.ofSeconds(10);
    private static final String HISTORY_FROM = "hindsight.source.history-from";
    private static final Duration WORK_BEFORE = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final DemoServers servers;
    private final Ending ending;
    private final PrintStream out;
    private final Store source;
    private final List<Store> warehouses;

    DemoRun(DemoServers servers, Ending ending, PrintStream out) {
        this.servers = servers;
        this.ending = ending;
        this.out = out;
        this.source = Store.mySql(servers.source(), DATABASE);
        this.warehouses = List.of(
                Store.clickHouse(servers.warehouses().get("clickhouse"), DATABASE),
                Store.postgreSql(servers.warehouses().get("postgresql"), DATABASE));
    }

    /**
     * Runs for so long, or until it's asked to end.
     *
     * @throws IllegalStateException when not everything was applied in the time for it
     */
    Agreement run(DemoDirectory directory, double rate, long seed, Duration duration) throws Exception {
        Shop.create(source);
        for (var warehouse : warehouses) {
            Shop.createDatabase(warehouse);
        }
        introduce();
        if (!directory.isResumed()) {
            workBefore(rate, seed);
        }
        var start = Instant.now();
        var began = System.nanoTime();
        try (var pipeline = Pipeline.start(settings());
                var gauges = new Gauges(source, warehouses)) {
            if (!CaptureProgress.awaitStreaming(DATABASE, ending, CAPTURE_STARTS)) {
                throw new IllegalStateException("Capture hasn't started. " + String.join("; ", pipeline.problems()));
            }
            var before = gauges.read().source().orElseThrow().changes();
            var view = new LiveView(out, Terminal.isStandardOutput(), warehouses);
            ending.becomeOrderly();
            try (var workload = new Workload(source, rate, seed + before)) {
                workload.start();
                awaitFirst(gauges, before, began);
                if (!directory.isResumed()) {
                    tellBeginning(start);
                }
                directory.becomeWhole();
                watch(pipeline, gauges, view, duration);
            }
            awaitAll(pipeline, gauges, view);
            AsOfQuestion.ask(warehouses, out);
            return compare();
        }
    }

    /** A shop is older than the program that keeps its history. */
    private void workBefore(double rate, long seed) throws InterruptedException {
        out.println("The shop is at work before the program starts, for " + WORK_BEFORE.toSeconds() + " s.");
        try (var workload = new Workload(source, rate, seed)) {
            workload.start();
            ending.awaitAsked(WORK_BEFORE);
        }
    }

    private void tellBeginning(Instant start) throws InterruptedException {
        var own = settings();
        own.keySet().removeIf(key -> !key.startsWith("hindsight."));
        try (var beginnings = new Beginnings(Settings.of(own))) {
            var table = new TableName(DATABASE, "item_assets");
            while (!beginnings.of(table).map(Begun::isSaid).orElse(false)) {
                if (ending.awaitAsked(LOOK_AGAIN)) {
                    return;
                }
                beginnings.readOn();
            }
            var before = Duration.between(beginnings.of(table).orElseThrow().since(), start);
            var howLong = before.compareTo(Duration.ofMinutes(2)) < 0
                    ? before.toSeconds() + " seconds"
                    : before.toMinutes() + " minutes";
            out.println("The history begins " + howLong + " before this program's first start.");
        }
    }

    private Map<String, String> settings() {
        var settings = Shop.settings(source, servers.bootstrapServers(), TOPIC, warehouses);
        settings.put("camel.main.shutdown-timeout", "5");
        settings.put(HISTORY_FROM, "log");
        return settings;
    }

    private void introduce() {
        out.println("\nThe history of " + DATABASE + ".item_assets is declared by\n");
        Shop.declaration(DATABASE, TOPIC).forEach((key, value) -> out.println("  " + key + "=" + value));
        out.println("  " + HISTORY_FROM + "=log");
        out.printf(
                """

                Look for yourself, while it runs:

                  %s
                """,
                Clients.command("mysql", source.server(), DATABASE));
        warehouses.forEach(
                warehouse -> out.println("  " + Clients.command(warehouse.engine(), warehouse.server(), DATABASE)));
        out.println();
    }

    private void awaitFirst(Gauges gauges, long before, long began) throws InterruptedException {
        var started = System.nanoTime();
        var explained = false;
        var first = gauges.read();
        while (!first.applied(before + 1)) {
            if (ending.awaitAsked(LOOK_AGAIN)) {
                return;
            }
            if (!explained && before > 0 && System.nanoTime() - started > UNUSUALLY_LONG.toNanos()) {
                out.println("If the last run was killed, Kafka waits for its consumers first, up to 45 s.");
                explained = true;
            }
            first = gauges.read();
        }
        out.printf(Locale.ROOT, "First change in both warehouses after %.1f s.%n", (first.nanos() - began) / 1e9);
    }

    private void watch(Pipeline pipeline, Gauges gauges, LiveView view, Duration duration) throws InterruptedException {
        var deadline = System.nanoTime() + duration.toNanos();
        while (!ending.isAsked() && System.nanoTime() < deadline) {
            var hint = view.isTerminal() ? "Ctrl-C ends it, and compares." : "";
            view.show(gauges.read(), pipeline.problems(), hint);
            var left = Duration.ofNanos(deadline - System.nanoTime());
            ending.awaitAsked(left.compareTo(view.pause()) < 0 ? left : view.pause());
        }
    }

    private void awaitAll(Pipeline pipeline, Gauges gauges, LiveView view) throws InterruptedException {
        var began = System.nanoTime();
        var counts = gauges.read();
        while (!counts.complete()) {
            var longest = ending.isAsked() ? CATCH_UP_IN_A_HURRY : CATCH_UP;
            if (System.nanoTime() - began > longest.toNanos()) {
                throw new IllegalStateException("Not every change is applied yet, so nothing is compared; the next"
                        + " start goes on with them. " + String.join("; ", pipeline.problems()));
            }
            pause();
            counts = gauges.read();
        }
        var hint = String.format(
                Locale.ROOT, "No more changes; the last was applied within %.1f s.", (System.nanoTime() - began) / 1e9);
        view.show(counts, List.of(), hint);
        out.println();
    }

    /** Not the wait for being asked to end, which is over at once when it has been. */
    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
    }

    private Agreement compare() throws SQLException {
        out.println("Compared with MySQL's rows and its triggers' record of changes, every column:\n");
        var agreements = new ArrayList<Agreement>();
        for (var warehouse : warehouses) {
            var agreement = Agreement.between(source, warehouse);
            out.printf(
                    Locale.ROOT,
                    "  %-10s  %,d rows, %,d changes, and all intervals: %,d differences%n",
                    warehouse.name(),
                    agreement.rows(),
                    agreement.changes(),
                    agreement.differences());
            agreements.add(agreement);
        }
        out.println();
        return Agreement.of(agreements);
    }
}
