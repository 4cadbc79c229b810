package io.hindsight.oracle;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the triggers say a table was at moments at which nobody wrote. */
public final class Moments {

    /** A moment, and how far the triggers had written by then. */
    private record Moment(String at, long written) {}

    private static final int MOST_ASKED = 300;

    private final JdbcServer source;
    private final String database;
    private final AuditedTable table;
    private final List<Moment> moments = new ArrayList<>();
    /** The number of the first moment after it, by how far the triggers had written: to the same as at the one before, maybe. */
    private final TreeMap<Long, Integer> emptied = new TreeMap<>();

    public Moments(JdbcServer source, String database, AuditedTable table) {
        this.source = source;
        this.database = database;
        this.table = table;
    }

    /** Notes the moment that it is now; to be called while nobody writes. */
    public void note() {
        var now = Rows.of(
                        source,
                        database,
                        "SELECT (SELECT coalesce(max(seq), 0) FROM " + table.audit()
                                + "), date_format(utc_timestamp(6), '%Y-%m-%d %H:%i:%s.%f') FROM (SELECT sleep(0.002)) AS t")
                .get(0)
                .split("\\|");
        moments.add(new Moment(now[1], Long.parseLong(now[0])));
        Rows.of(source, database, "SELECT sleep(0.002)");
    }

    /** Empties the table, of which triggers aren't told. */
    public void truncate() {
        Rows.execute(source, database, "TRUNCATE TABLE " + table.quotedName());
        var written = Rows.of(source, database, "SELECT coalesce(max(seq), 0) FROM " + table.audit());
        emptied.putIfAbsent(Long.parseLong(written.get(0)), moments.size());
    }

    public int count() {
        return moments.size();
    }

    /** Says what is wrong in a warehouse: at each moment later than a given one, all keys. */
    public List<String> differences(JdbcServer warehouse, String md5, String since) {
        var audit = Rows.of(source, database, "SELECT seq, op, k, n, t FROM " + table.audit() + " ORDER BY seq");
        var rows = new TreeMap<Integer, String>();
        var differences = new ArrayList<String>();
        var ends = new TreeMap<>(emptied);
        var asked = asked();
        var next = 0;
        for (var number = 0; number < moments.size(); number++) {
            var moment = moments.get(number);
            for (; next < audit.size(); next++) {
                var change = audit.get(next).split("\\|", 5);
                var seq = Long.parseLong(change[0]);
                if (seq > moment.written()) {
                    break;
                }
                if (!ends.headMap(seq).isEmpty()) {
                    ends.headMap(seq).clear();
                    rows.clear();
                }
                if (change[1].equals("d")) {
                    rows.remove(Integer.valueOf(change[2]));
                } else {
                    rows.put(Integer.valueOf(change[2]), change[2] + "|" + change[3] + "|" + change[4]);
                }
            }
            var last = number;
            if (ends.values().removeIf(first -> first <= last)) {
                rows.clear();
            }
            if (moment.at().compareTo(since) >= 0 && asked.contains(number)) {
                var kept = Rows.of(warehouse, database, question(md5, moment.at()));
                if (!kept.equals(List.copyOf(rows.values()))) {
                    differences.add(
                            table.declared() + " at " + moment.at() + ": was " + rows.values() + ", kept " + kept);
                }
            }
        }
        return differences;
    }

    /** All, or of many those at random, and the last ones. */
    private Set<Integer> asked() {
        var all = moments.size();
        var last = IntStream.range(Math.max(0, all - MOST_ASKED), all);
        return IntStream.concat(new Random(all).ints(MOST_ASKED, 0, all), last)
                .boxed()
                .collect(Collectors.toSet());
    }

    private String question(String md5, String moment) {
        return "SELECT %1$s, %2$s, coalesce(%3$s, 'null') FROM %4$s WHERE effective_start_ts <= '%5$s' AND (effective_end_ts > '%5$s' OR effective_end_ts IS NULL) ORDER BY %1$s"
                .formatted(table.key(), table.number(), md5.formatted(table.text()), table.declared(), moment);
    }
}
