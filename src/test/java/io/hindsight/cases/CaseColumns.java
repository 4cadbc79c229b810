package io.hindsight.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The columns of a case, in a table that all cases share: {@code case_id, k1, k2}, tracked ones, and others. */
final class CaseColumns {

    static final String DEFINITIONS =
            """
            case_id VARCHAR(20), k1 VARCHAR(30), k2 VARCHAR(30), t1 VARCHAR(100), t2 VARCHAR(100), t3 VARCHAR(100),
            t4 VARCHAR(100), t5 VARCHAR(100), t6 VARCHAR(100), u1 VARCHAR(100), u2 VARCHAR(100),
            PRIMARY KEY (case_id, k1, k2)""";
    static final String TRACKED = "t1, t2, t3, t4, t5, t6";
    static final List<String> KEYS = List.of("case_id", "k1", "k2");
    static final List<String> VALUES = List.of("t1", "t2", "t3", "t4", "t5", "t6", "u1", "u2");

    private final Case one;
    private final Map<String, String> places = new LinkedHashMap<>();

    CaseColumns(Case one) {
        this.one = one;
        var names = new TreeSet<String>();
        one.batches()
                .forEach(batch ->
                        batch.forEach(event -> names.addAll(event.values().keySet())));
        one.expected().forEach(row -> names.addAll(row.values().keySet()));
        int keys = 0;
        int tracked = 0;
        int others = 0;
        for (var name : names) {
            if (one.keys().contains(name)) {
                places.put(name, "k" + ++keys);
            } else if (one.tracked().isEmpty() || one.tracked().contains(name)) {
                places.put(name, "t" + ++tracked);
            } else {
                places.put(name, "u" + ++others);
            }
        }
    }

    Map<String, String> key(Map<String, String> values) {
        var row = row(values);
        row.keySet().retainAll(KEYS);
        return row;
    }

    Map<String, String> row(Map<String, String> values) {
        var row = new LinkedHashMap<String, String>();
        row.put("case_id", one.id());
        row.put("k1", "");
        row.put("k2", "");
        VALUES.forEach(column -> row.put(column, null));
        values.forEach((name, value) -> row.put(places.get(name), value));
        return row;
    }

    /** A row of the kept table as text, to be compared; columns that aren't compared are left out. */
    String comparable(Map<String, String> row) {
        var shown = new ArrayList<String>();
        places.forEach((name, place) -> {
            if (!one.undefined().contains(name)) {
                shown.add(name + "=" + row.get(place));
            }
        });
        return String.join(" ", shown);
    }
}
