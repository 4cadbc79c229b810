package io.hindsight.command;

import io.hindsight.observe.Status;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a status for people, on a screen of 80 columns unless names are long. */
final class StatusScreen {

    private StatusScreen() {}

    static String of(URI address, Status status) {
        var lines = new ArrayList<String>();
        lines.add("Hindsight at " + address + " is " + status.status());
        lines.add("");
        lines.add("capture   " + capture(status.capture()));
        lines.add("snapshot  " + snapshot(status.snapshot()));
        if (!status.reread().text().isEmpty()) {
            lines.add("reread    " + status.reread().text());
        }
        lines.add("");
        if (!status.tables().isEmpty() || status.routineLoads().isEmpty()) {
            lines.addAll(tables(status.tables()));
        }
        lines.addAll(routineLoads(status.routineLoads()));
        lines.addAll(expectations(status.expectations()));
        if (!status.problems().isEmpty()) {
            lines.add("");
            status.problems().forEach(problem -> lines.add("DOWN  " + problem.check() + ": " + problem.reason()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String capture(Status.Capture capture) {
        if (!capture.connected()) {
            return "not connected to the source's log; another instance's turn, unless it is DOWN below";
        }
        return "connected, " + seconds(capture.secondsBehindSource()) + " behind the source, "
                + count(capture.changes()) + " changes since the start";
    }

    private static String snapshot(Status.Snapshot snapshot) {
        if (snapshot.running()) {
            return "running, " + count(snapshot.rows()) + " of about " + count(snapshot.estimatedRows()) + " rows, "
                    + seconds(snapshot.secondsRemaining()) + " to go";
        }
        return snapshot.completed() ? "complete, " + count(snapshot.rows()) + " rows" : "none since the start";
    }

    private static List<String> tables(List<Status.TableStatus> tables) {
        if (tables.isEmpty()) {
            return List.of("no table is kept yet: the source or the warehouses can't be used");
        }
        var target =
                width("table", tables.stream().map(Status.TableStatus::target).toList());
        var warehouse = width(
                "warehouse", tables.stream().map(Status.TableStatus::warehouse).toList());
        var format = "%-" + target + "s  %-" + warehouse + "s  %11s  %9s  %9s  %7s  %7s";
        var lines = new ArrayList<String>();
        lines.add(format.formatted("table", "warehouse", "changes", "behind", "lag", "retries", "dead"));
        tables.forEach(table -> lines.add(format.formatted(
                table.target(),
                table.warehouse(),
                count(table.changes()),
                count(table.lagChanges()),
                table.held() ? "held" : seconds(table.lagSeconds()),
                count(table.retries()),
                count(table.deadLetters()))));
        return lines;
    }

    private static List<String> routineLoads(List<Status.Load> loads) {
        if (loads.isEmpty()) {
            return List.of();
        }
        var head = "read by itself";
        var target = width(head, loads.stream().map(Status.Load::target).toList());
        var warehouse =
                width("warehouse", loads.stream().map(Status.Load::warehouse).toList());
        var format = "%-" + target + "s  %-" + warehouse + "s  %13s  %11s  %9s";
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(format.formatted(head, "warehouse", "routine load", "rows", "behind"));
        loads.forEach(load -> lines.add(format.formatted(
                load.target(), load.warehouse(), load.state(), count(load.rows()), count(load.lagChanges()))));
        return lines;
    }

    private static List<String> expectations(List<Status.ExpectationStatus> expectations) {
        if (expectations.isEmpty()) {
            return List.of();
        }
        var head = "expectation";
        var name = width(
                head,
                expectations.stream().map(Status.ExpectationStatus::expectation).toList());
        var warehouse = width(
                "warehouse",
                expectations.stream().map(Status.ExpectationStatus::warehouse).toList());
        var format = "%-" + name + "s  %-" + warehouse + "s  %12s  %20s";
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(format.formatted(head, "warehouse", "rows failing", "asked"));
        expectations.forEach(each -> lines.add(format.formatted(
                each.expectation(), each.warehouse(), count(each.failingRows()), moment(each.asked()))));
        return lines;
    }

    private static String moment(Double seconds) {
        return seconds == null
                ? "never"
                : Instant.ofEpochSecond(seconds.longValue()).toString();
    }

    private static int width(String head, List<String> names) {
        return names.stream().mapToInt(String::length).reduce(head.length(), Math::max);
    }

    private static String count(Double number) {
        return number == null ? "?" : String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String seconds(Double seconds) {
        if (seconds == null) {
            return "?";
        }
        return seconds < 100
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%,.0f min", seconds / 60);
    }
}
