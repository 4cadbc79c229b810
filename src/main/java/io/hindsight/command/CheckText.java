package io.hindsight.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.reconcile.Difference.Disagreement;
import io.hindsight.reconcile.TableReport;
import io.hindsight.table.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes what {@code hindsight check} says: lines for people, with the first keys of each kind, or JSON with all of
 * them.
 */
final class CheckText {

    private static final int KEYS_SHOWN = 20;

    private CheckText() {}

    static List<String> lines(TableReport report) {
        var lines = new ArrayList<String>();
        lines.add(name(report) + ": " + number(report.rows()) + " rows compared, " + outcome(report));
        for (var kind : Disagreement.values()) {
            add(lines, kind.name().toLowerCase(Locale.ROOT), texts(report, report.keys(kind)));
        }
        add(
                lines,
                "broken",
                report.broken().stream()
                        .map(broken -> text(report, broken.key()) + ": " + broken.what())
                        .toList());
        add(lines, "unsettled", texts(report, report.unsettled()));
        if (!report.incomplete().isEmpty()) {
            lines.add("  not judged  " + report.incomplete());
        }
        return lines;
    }

    private static String name(TableReport report) {
        return report.table().source() + " and " + report.table().declaration().target() + " in " + report.warehouse();
    }

    private static String outcome(TableReport report) {
        if (report.agrees()) {
            return "they agree";
        }
        var parts = new ArrayList<String>();
        for (var kind : Disagreement.values()) {
            count(parts, report.keys(kind).size(), kind.name().toLowerCase(Locale.ROOT));
        }
        count(parts, report.broken().size(), "broken");
        return parts.isEmpty() ? "not to the end" : String.join(", ", parts);
    }

    private static void count(List<String> parts, int number, String what) {
        if (number > 0) {
            parts.add(number(number) + " " + what);
        }
    }

    private static void add(List<String> lines, String what, List<String> keys) {
        keys.stream().limit(KEYS_SHOWN).forEach(key -> lines.add("  %-10s  %s".formatted(what, key)));
        if (keys.size() > KEYS_SHOWN) {
            lines.add(
                    "  %-10s  and %s more; --json shows all".formatted(what, number((long) keys.size() - KEYS_SHOWN)));
        }
    }

    private static List<String> texts(TableReport report, List<Key> keys) {
        return keys.stream().map(key -> text(report, key)).toList();
    }

    private static String text(TableReport report, Key key) {
        return key.named(report.table()).entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String json(List<TableReport> reports) {
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Map.of(
                            "agrees",
                            reports.stream().allMatch(TableReport::agrees),
                            "tables",
                            reports.stream().map(CheckText::fields).toList()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> fields(TableReport report) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("table", report.table().source().toString());
        fields.put("target", report.table().declaration().target());
        fields.put("warehouse", report.warehouse());
        fields.put("agrees", report.agrees());
        fields.put("rows", report.rows());
        for (var kind : Disagreement.values()) {
            fields.put(kind.name().toLowerCase(Locale.ROOT), named(report, report.keys(kind)));
        }
        fields.put(
                "broken",
                report.broken().stream()
                        .map(broken -> Map.of("key", broken.key().named(report.table()), "what", broken.what()))
                        .toList());
        fields.put("unsettled", named(report, report.unsettled()));
        fields.put("notJudged", report.incomplete().isEmpty() ? null : report.incomplete());
        return fields;
    }

    private static List<Map<String, String>> named(TableReport report, List<Key> keys) {
        return keys.stream().map(key -> key.named(report.table())).toList();
    }
}
