package io.hindsight.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A worked example of another system: events, and the rows they must end in.
 *
 * @param batches events in their order of arrival; what the target holds at first is events too
 * @param undefined columns whose values aren't compared
 */
record Case(
        String id,
        String what,
        String kind,
        List<String> keys,
        Set<String> tracked,
        Set<String> undefined,
        List<List<CaseEvent>> batches,
        List<ExpectedRow> expected) {

    private static final Set<String> NO_COLUMNS = Set.of("op", "seq", "start", "end");

    /** Reads the files of cases beside this class. */
    static List<Case> all() {
        return Stream.of("scd2-cases.json", "more-cases.json")
                .flatMap(file -> read(file).stream())
                .toList();
    }

    private static List<Case> read(String file) {
        try (var stream = Case.class.getResourceAsStream(file)) {
            var json = new JsonMapper().readTree(stream);
            var cases = new ArrayList<Case>();
            (json.isArray() ? json : json.path("cases")).forEach(one -> cases.add(of(one)));
            return cases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Case of(JsonNode json) {
        var keys = texts(json.path("keys"));
        var batches = new ArrayList<List<CaseEvent>>();
        if (json.path("seed").size() > 0) {
            batches.add(seed(json.path("seed"), keys));
        }
        json.path("batches").forEach(batch -> {
            var events = new ArrayList<CaseEvent>();
            batch.forEach(event ->
                    events.add(new CaseEvent(event.path("op").asText(), Moment.of(event.path("seq")), values(event))));
            batches.add(events);
        });
        batches.addAll(snapshots(json, keys));
        var expected = new ArrayList<ExpectedRow>();
        json.path("expect")
                .forEach(row -> expected.add(
                        new ExpectedRow(values(row), Moment.of(row.path("start")), Moment.of(row.path("end")))));
        return new Case(
                json.path("id").asText(),
                json.path("what").asText(),
                json.path("kind").asText(),
                keys,
                Set.copyOf(texts(json.path("tracked"))),
                Set.copyOf(texts(json.path("undefined_columns"))),
                batches,
                expected);
    }

    /** A row of the target is what an event left, and its end what ended it, unless another row goes on there. */
    private static List<CaseEvent> seed(JsonNode rows, List<String> keys) {
        var events = new ArrayList<CaseEvent>();
        var begins = new HashSet<List<Object>>();
        rows.forEach(row -> begins.add(List.of(key(values(row), keys), Moment.of(row.path("start")))));
        rows.forEach(row -> {
            events.add(new CaseEvent("upsert", Moment.of(row.path("start")), values(row)));
            var end = Moment.of(row.path("end"));
            if (end != null && !begins.contains(List.<Object>of(key(values(row), keys), end))) {
                events.add(new CaseEvent("delete", end, values(row)));
            }
        });
        return events;
    }

    /** Each row of a snapshot is read; a key that isn't there any more is deleted. */
    private static List<List<CaseEvent>> snapshots(JsonNode json, List<String> keys) {
        var batches = new ArrayList<List<CaseEvent>>();
        Map<List<String>, Map<String, String>> before = new LinkedHashMap<>();
        for (var snapshot : json.path("snapshots")) {
            var at = Moment.of(snapshot.get(0));
            Map<List<String>, Map<String, String>> now = new LinkedHashMap<>();
            snapshot.get(1).forEach(row -> now.put(key(values(row), keys), values(row)));
            var events = new ArrayList<CaseEvent>();
            now.values().forEach(row -> events.add(new CaseEvent("read", at, row)));
            if (!json.path("incremental").asBoolean()) {
                before.keySet().removeAll(now.keySet());
                before.values().forEach(row -> events.add(new CaseEvent("delete", at, row)));
            }
            batches.add(events);
            before = now;
        }
        return batches;
    }

    private static List<String> key(Map<String, String> values, List<String> keys) {
        return keys.stream().map(values::get).toList();
    }

    private static Map<String, String> values(JsonNode row) {
        var values = new LinkedHashMap<String, String>();
        row.fields().forEachRemaining(field -> {
            if (!NO_COLUMNS.contains(field.getKey())) {
                values.put(
                        field.getKey(),
                        field.getValue().isNull() ? null : field.getValue().asText());
            }
        });
        return values;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    boolean isLatestOnly() {
        return kind.equals("scd1");
    }

    /** A truncate would end the keys of other cases too. */
    boolean needsItsOwnTable() {
        return batches.stream().flatMap(List::stream).anyMatch(event -> event.op()
                .equals("truncate"));
    }
}
