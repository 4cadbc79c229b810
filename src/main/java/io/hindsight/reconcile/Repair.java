package io.hindsight.reconcile;

import io.hindsight.reconcile.Difference.Disagreement;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** Mends differences by the way that changes take: capture reads rows again, and deletes go through Kafka. */
public final class Repair {

    private final Settings settings;

    public Repair(Settings settings) {
        this.settings = settings;
    }

    /**
     * Has the rows read again that warehouses lack or have otherwise, or whose history is broken, and closes those that
     * the source doesn't have; returns when it is on its way.
     *
     * @param reports of this table, each of another warehouse
     * @return how many keys were dealt with
     * @throws InvalidSettingsException when rows must be read and no signal table is set
     */
    public int mend(CapturedTable table, List<TableReport> reports) throws SQLException, InterruptedException {
        var extra = reports.stream()
                .flatMap(report -> report.differences().stream())
                .filter(difference -> difference.kind() == Disagreement.EXTRA)
                .toList();
        var read = new LinkedHashSet<Key>();
        for (var report : reports) {
            Stream.of(report.keys(Disagreement.MISSING).stream(), report.keys(Disagreement.DIFFERENT).stream())
                    .flatMap(keys -> keys)
                    .forEach(read::add);
            report.broken().forEach(broken -> read.add(broken.key()));
        }
        close(table, extra);
        if (!read.isEmpty()) {
            try (var source = Source.open(settings.source())) {
                source.requestSnapshot(settings, table, List.copyOf(read));
            }
        }
        extra.forEach(each -> read.add(each.key()));
        return read.size();
    }

    /** Closes what the source doesn't have any more. */
    public void close(CapturedTable table, List<Difference> extra) throws InterruptedException {
        if (!extra.isEmpty()) {
            new Closings(settings).send(table, extra);
        }
    }
}
