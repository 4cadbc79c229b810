package io.hindsight.cases;

import io.hindsight.testing.DebeziumChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events of a case as changes of a source: a sequence value is a position in the binlog and a time. */
final class CaseChanges {

    private final CaseColumns columns;
    private final Map<CaseEvent, DebeziumChange> changes = new HashMap<>();

    CaseChanges(Case one, String database, String table) {
        this.columns = new CaseColumns(one);
        var inOrder =
                new ArrayList<>(one.batches().stream().flatMap(List::stream).toList());
        // of two events with one sequence value, the one that ends is the later one
        inOrder.sort(Comparator.comparing(CaseEvent::moment).thenComparing(CaseEvent::ends));
        var rows = new HashMap<Map<String, String>, Map<String, String>>();
        var row = 0;
        Moment last = null;
        for (var event : inOrder) {
            row = event.moment().equals(last) ? row + 1 : 0;
            last = event.moment();
            changes.put(event, change(event, rows, row, database, table));
        }
    }

    private DebeziumChange change(
            CaseEvent event,
            Map<Map<String, String>, Map<String, String>> rows,
            int row,
            String database,
            String table) {
        var truncate = event.op().equals("truncate");
        var key = truncate ? null : columns.key(event.values());
        var before = truncate ? null : rows.get(key);
        var after = event.ends() ? null : columns.row(event.values());
        var op =
                switch (event.op()) {
                    case "upsert" -> before == null ? 'c' : 'u';
                    case "delete" -> 'd';
                    case "read" -> 'r';
                    case "truncate" -> 't';
                    default -> throw new IllegalArgumentException(event.op());
                };
        if (truncate) {
            rows.clear();
        } else if (after == null) {
            rows.remove(key);
            before = before == null ? columns.row(event.values()) : before;
        } else {
            rows.put(key, after);
            before = op == 'r' ? null : before;
        }
        return new DebeziumChange(
                database,
                table,
                op,
                event.moment().second(),
                row,
                event.moment().instant(),
                key,
                before,
                after);
    }

    List<DebeziumChange> of(List<CaseEvent> events) {
        return events.stream().map(changes::get).toList();
    }
}
