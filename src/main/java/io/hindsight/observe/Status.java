package io.hindsight.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a running program is, on one screen's worth: what its health and its metrics say together. A number that the
 * program doesn't know is null.
 *
 * @param status UP, or DOWN when a check is
 * @param deadLettersWaiting that nobody has dealt with
 */
public record Status(
        String status,
        List<FailedCheck> problems,
        Capture capture,
        Snapshot snapshot,
        Reread reread,
        List<TableStatus> tables,
        List<Load> routineLoads,
        List<ExpectationStatus> expectations,
        @Schema(nullable = true) Double deadLettersWaiting) {

    /** A health check that isn't UP. */
    public record FailedCheck(String check, String reason) {}

    /** @param changes that Kafka has, since the start */
    public record Capture(
            boolean connected,
            @Schema(nullable = true) Double secondsBehindSource,
            @Schema(nullable = true) Double changes) {}

    /** The initial snapshot: rows that Kafka has, of those that the source estimates. */
    public record Snapshot(
            boolean running,
            boolean completed,
            @Schema(nullable = true) Double rows,
            @Schema(nullable = true) Double estimatedRows,
            @Schema(nullable = true) Double secondsRemaining) {}

    /**
     * Spans of the source's log that are still to be read again, and how much of the first is done, from 0 to 1.
     *
     * @param text how far each of them is, with its tables and its place; empty where there is none
     */
    public record Reread(
            String text,
            @Schema(nullable = true) Double open,
            @Schema(nullable = true) Double share,
            @Schema(nullable = true) Double changes,
            @Schema(nullable = true) Double changesPerSecond,
            @Schema(nullable = true) Double secondsRemaining) {

        /** The health check that says it. */
        public static final String CHECK = "rereadings";
    }

    /**
     * A table in a warehouse; what is counted, is counted since the start.
     *
     * @param held whether capture doesn't send its changes, so that the warehouse lacks them whatever its lag
     */
    public record TableStatus(
            String table,
            String target,
            String warehouse,
            @Schema(nullable = true) Double changes,
            @Schema(nullable = true) Double lagChanges,
            @Schema(nullable = true) Double lagSeconds,
            @Schema(nullable = true) Double retries,
            @Schema(nullable = true) Double deadLetters,
            boolean held) {}

    /**
     * A table whose topic a StarRocks reads itself.
     *
     * @param state of its Routine Load job, by StarRocks' word; NONE where there is none, UNKNOWN while it doesn't answer
     * @param rows loaded since the job was made
     */
    public record Load(
            String table,
            String target,
            String warehouse,
            String state,
            @Schema(nullable = true) Double rows,
            @Schema(nullable = true) Double lagChanges) {}

    /**
     * What is expected of a table, and whether it is so in a warehouse.
     *
     * @param failingRows that aren't so
     * @param asked when the warehouse last said, in seconds since 1970
     */
    public record ExpectationStatus(
            String expectation,
            String table,
            String target,
            String warehouse,
            @Schema(nullable = true) Double failingRows,
            @Schema(nullable = true) Double asked) {}

    /** Reads {@code /observe/health} and {@code /observe/metrics}. */
    public static Status of(JsonNode health, Scrape metrics) {
        var problems = new ArrayList<FailedCheck>();
        var reread = new StringBuilder();
        health.path("checks").forEach(check -> {
            if (check.path("name").asText().equals(Reread.CHECK)) {
                reread.append(check.path("message").asText());
            }
            if (!check.path("status").asText().equals("UP")) {
                problems.add(new FailedCheck(
                        check.path("name").asText(), check.path("message").asText("no reason given")));
            }
        });
        return of(health.path("status").asText(), problems, reread.toString(), metrics);
    }

    /** Reads a scrape; what health says is known, and of spans that are read again, too. */
    public static Status of(String status, List<FailedCheck> problems, String reread, Scrape metrics) {
        return new Status(
                status,
                problems,
                new Capture(
                        is(metrics, "debezium_streaming_connected"),
                        value(metrics, "debezium_streaming_behind_source_seconds"),
                        value(metrics, "hindsight_capture_changes_total")),
                new Snapshot(
                        is(metrics, "debezium_snapshot_running") || is(metrics, "hindsight_snapshot_running"),
                        is(metrics, "debezium_snapshot_completed"),
                        value(metrics, "hindsight_snapshot_rows"),
                        value(metrics, "hindsight_snapshot_estimated_rows"),
                        value(metrics, "hindsight_snapshot_remaining_seconds")),
                new Reread(
                        reread,
                        value(metrics, "hindsight_reread_open"),
                        value(metrics, "hindsight_reread_share"),
                        value(metrics, "hindsight_reread_changes"),
                        value(metrics, "hindsight_reread_changes_per_second"),
                        value(metrics, "hindsight_reread_remaining_seconds")),
                metrics.samples("hindsight_apply_retries_total")
                        .map(sample -> table(metrics, sample.labels()))
                        .sorted(Comparator.comparing(TableStatus::target).thenComparing(TableStatus::warehouse))
                        .toList(),
                metrics.samples("hindsight_routine_load_state")
                        .map(sample -> load(metrics, sample.labels()))
                        .sorted(Comparator.comparing(Load::target).thenComparing(Load::warehouse))
                        .toList(),
                metrics.samples("hindsight_expect_failing_rows")
                        .map(sample -> expectation(metrics, sample.labels()))
                        .sorted(Comparator.comparing(ExpectationStatus::expectation)
                                .thenComparing(ExpectationStatus::warehouse))
                        .toList(),
                value(metrics, "hindsight_dead_letters_waiting"));
    }

    private static ExpectationStatus expectation(Scrape metrics, Map<String, String> labels) {
        return new ExpectationStatus(
                labels.get("expectation"),
                labels.get("table"),
                labels.get("target"),
                labels.get("warehouse"),
                number(metrics, "hindsight_expect_failing_rows", labels),
                number(metrics, "hindsight_expect_last_timestamp_seconds", labels));
    }

    private static TableStatus table(Scrape metrics, Map<String, String> labels) {
        return new TableStatus(
                labels.get("table"),
                labels.get("target"),
                labels.get("warehouse"),
                number(metrics, "hindsight_apply_changes_total", labels),
                number(metrics, "hindsight_apply_lag_changes", labels),
                number(metrics, "hindsight_apply_lag_seconds", labels),
                number(metrics, "hindsight_apply_retries_total", labels),
                number(metrics, "hindsight_dead_letters_total", labels),
                metrics.value("hindsight_held_tables", Map.of("table", labels.get("table")))
                                .orElse(0)
                        > 0);
    }

    private static Load load(Scrape metrics, Map<String, String> labels) {
        var ofTable = new TreeMap<>(labels);
        var state = ofTable.remove("state");
        return new Load(
                labels.get("table"),
                labels.get("target"),
                labels.get("warehouse"),
                state,
                number(metrics, "hindsight_routine_load_rows", ofTable),
                number(metrics, "hindsight_routine_load_lag_changes", ofTable));
    }

    private static boolean is(Scrape metrics, String name) {
        return metrics.value(name, Map.of()).orElse(0) == 1;
    }

    private static Double value(Scrape metrics, String name) {
        return number(metrics, name, Map.of());
    }

    private static Double number(Scrape metrics, String name, Map<String, String> labels) {
        var value = metrics.value(name, labels);
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
