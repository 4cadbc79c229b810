package io.hindsight.demo;

import io.hindsight.settings.WarehouseSettings;
import io.hindsight.testing.Rows;
import io.hindsight.testing.RunningProgram;
import io.hindsight.testing.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Does the steps of a check one after another, and prints of each whether it passed. */
final class Check {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 50;

    private final DemoServers servers;
    private final List<WarehouseSettings> warehouses;
    private final Function<Map<String, String>, RunningProgram> restart;
    private final PrintStream out;
    private RunningProgram program;
    private boolean isTable;
    private long since = System.nanoTime();

    /** @param restart gives the program started again with these settings */
    Check(
            DemoServers servers,
            List<WarehouseSettings> warehouses,
            RunningProgram program,
            Function<Map<String, String>, RunningProgram> restart,
            PrintStream out) {
        this.servers = servers;
        this.warehouses = warehouses.stream()
                .filter(warehouse -> servers.warehouses().containsKey(warehouse.name()))
                .toList();
        this.program = program;
        this.restart = restart;
        this.out = out;
    }

    /** Gives whether all passed; what comes after a failure isn't done. */
    boolean passes(List<CheckStep> steps) throws InterruptedException {
        for (var step : steps) {
            if (!passes(step)) {
                return false;
            }
        }
        return true;
    }

    private boolean passes(CheckStep step) throws InterruptedException {
        if (step.with() != null) {
            program = restart.apply(step.with());
        }
        if (step.kill() != null) {
            server(step.kill()).kill();
        }
        if (step.start() != null) {
            server(step.start()).restart();
        }
        if (step.source() != null) {
            Rows.execute(
                    servers.source(), servers.sourceDatabase(), step.source().toArray(String[]::new));
            since = System.nanoTime();
        }
        if (step.pause() != null) {
            TimeUnit.NANOSECONDS.sleep(
                    new DurationOption().convert(step.pause()).toNanos());
        }
        if (step.measure() != null) {
            var measured = Measurement.of(program, new DurationOption().convert(step.measure()), step.say());
            if (!isTable) {
                out.println(Measurement.HEAD);
            }
            isTable = true;
            out.println(measured);
            return true;
        }
        if (step.query() == null && step.get() == null) {
            out.println("      " + step.say());
            return true;
        }
        return isAnswered(step) && (step.get() == null || isShown(step));
    }

    private boolean isAnswered(CheckStep step) throws InterruptedException {
        if (step.query() == null) {
            return true;
        }
        for (var warehouse : warehouses) {
            if ((step.in() == null || step.in().equals(warehouse.name())) && !passes(step, warehouse)) {
                return false;
            }
        }
        return true;
    }

    private boolean passes(CheckStep step, WarehouseSettings warehouse) throws InterruptedException {
        var expected = step.rows();
        var found = List.<String>of();
        var deadline = deadline(step);
        do {
            if (step.like() != null) {
                expected = Rows.of(servers.source(), servers.sourceDatabase(), step.like());
            }
            found = found(step.query(), warehouse);
            if (found.equals(expected)) {
                pass(step, warehouse.name());
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } while (System.nanoTime() < deadline);
        out.printf(
                "FAIL  %s (%s)%n      expected %s%n      found    %s%n", step.say(), warehouse.name(), expected, found);
        return false;
    }

    private boolean isShown(CheckStep step) throws InterruptedException {
        var found = "";
        var deadline = deadline(step);
        do {
            try {
                found = program.get(step.get());
            } catch (IOException silent) {
                found = silent.toString();
            }
            if (found.contains(step.shows())) {
                pass(step, step.get());
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } while (System.nanoTime() < deadline);
        out.printf(
                "FAIL  %s (%s)%n      expected %s%n      found    %s%n", step.say(), step.get(), step.shows(), found);
        return false;
    }

    private void pass(CheckStep step, String where) {
        out.printf(Locale.ROOT, "PASS  %s (%s, %,d ms)%n", step.say(), where, (System.nanoTime() - since) / 1_000_000);
    }

    /** By when: since the source was changed, where the step says how long that may take. */
    private long deadline(CheckStep step) throws InterruptedException {
        return step.within() == null
                ? System.nanoTime() + PATIENCE.toNanos()
                : since + new DurationOption().convert(step.within()).toNanos();
    }

    private List<String> found(String query, WarehouseSettings warehouse) {
        try {
            return Rows.of(servers.warehouses().get(warehouse.name()), ScenarioDatabases.database(warehouse), query);
        } catch (IllegalStateException unanswered) {
            // a lake's file that is being written, by an engine that reads what lies there and asks no catalog
            return List.of(String.valueOf(unanswered.getCause()));
        }
    }

    private Server server(String name) {
        var broker = name.matches("kafka-[1-9]")
                ? name.charAt(name.length() - 1) - '1'
                : servers.brokers().size();
        if (broker >= servers.brokers().size()) {
            throw new IllegalArgumentException(name + " is none of the brokers kafka-1 to kafka-"
                    + servers.brokers().size());
        }
        return servers.brokers().get(broker);
    }
}
