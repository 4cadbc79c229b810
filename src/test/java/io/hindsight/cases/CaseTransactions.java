package io.hindsight.cases;

import io.hindsight.cases.KeptCases.KeptRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The events of cases as transactions of a real PostgreSQL, which commits them in their order, each moment at once. */
final class CaseTransactions {

    /** By the moment before which each was committed, and after which it had begun. */
    private final TreeMap<Instant, Moment> ends = new TreeMap<>();

    private final Connection source;

    CaseTransactions(Connection source) throws SQLException {
        this.source = source;
        source.setAutoCommit(false);
    }

    void run(Case one, String table) throws SQLException {
        var columns = new CaseColumns(one);
        var moments = one.batches().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(CaseEvent::moment, TreeMap::new, Collectors.toList()));
        for (var moment : moments.entrySet()) {
            var events = new ArrayList<>(moment.getValue());
            // of two events with one sequence value, the one that ends is the later one
            events.sort(java.util.Comparator.comparing(CaseEvent::ends));
            for (var event : events) {
                run(event, columns, table);
            }
            source.commit();
            ends.put(Instant.now().plus(1, ChronoUnit.MICROS), moment.getKey());
        }
    }

    private void run(CaseEvent event, CaseColumns columns, String table) throws SQLException {
        var row = event.op().equals("truncate") ? Map.<String, String>of() : columns.row(event.values());
        switch (event.op()) {
            case "truncate" -> execute("TRUNCATE " + table, List.of());
            case "delete" -> execute(
                    "DELETE FROM " + table + " WHERE case_id = ? AND k1 = ? AND k2 = ?",
                    CaseColumns.KEYS.stream().map(row::get).toList());
            default -> execute(
                    "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES (?"
                            + ", ?".repeat(row.size() - 1) + ") ON CONFLICT (" + String.join(", ", CaseColumns.KEYS)
                            + ") DO UPDATE SET "
                            + CaseColumns.VALUES.stream()
                                    .map(column -> column + " = excluded." + column)
                                    .collect(Collectors.joining(", ")),
                    new ArrayList<>(row.values()));
        }
    }

    private void execute(String sql, List<String> values) throws SQLException {
        try (var statement = source.prepareStatement(sql)) {
            for (var index = 0; index < values.size(); index++) {
                statement.setString(index + 1, values.get(index));
            }
            statement.execute();
        }
    }

    /** The row with the moments of its case in the place of the times of its commits. */
    KeptRow inItsMoments(KeptRow row) {
        return new KeptRow(row.values(), moment(row.start()), moment(row.end()));
    }

    private Instant moment(Instant committed) {
        return committed == null
                ? null
                : ends.ceilingEntry(committed).getValue().instant();
    }
}
