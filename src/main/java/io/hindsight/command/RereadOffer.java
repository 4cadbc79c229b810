package io.hindsight.command;

import io.hindsight.capture.reread.RereadSpan;
import io.hindsight.capture.reread.SpanEdge;
import io.hindsight.reconcile.Difference;
import io.hindsight.reconcile.TableReport;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.PastLog;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Says by which command the versions come back that a warehouse lacks, where the source's log still has them. */
final class RereadOffer {

    private RereadOffer() {}

    /** Gives a line; empty where the log can't give them back. */
    static Optional<String> of(Settings settings, TableName table, List<TableReport> reports)
            throws SQLException, InterruptedException {
        var log = PastLog.of(settings.source().kind());
        if (log.isEmpty()) {
            return Optional.empty();
        }
        try {
            var span = new RereadSpan(settings);
            var from = span.from(since(settings, log.get(), reports));
            span.of(List.of(table), from, span.until(Optional.empty()));
            return Optional.of("hindsight reread " + table + " --from " + from
                    + " brings back every version since then, not the last alone");
        } catch (InvalidSettingsException refused) {
            return Optional.empty();
        }
    }

    /** Before the first change that a warehouse has last of a key; of a key that it doesn't know, nobody knows when. */
    private static Optional<SpanEdge> since(Settings settings, PastLog log, List<TableReport> reports)
            throws SQLException {
        var last = reports.stream()
                .flatMap(report -> report.differences().stream())
                .map(Difference::lastChange)
                .toList();
        var isKnown = reports.stream().allMatch(report -> report.broken().isEmpty())
                && last.stream().noneMatch(String::isEmpty);
        if (!isKnown) {
            return Optional.empty();
        }
        var first = last.stream().min(String::compareTo).orElseThrow();
        return log.before(settings.source(), first, settings.source().epoch()).map(RereadOffer::edge);
    }

    private static SpanEdge edge(SourceOffset place) {
        return new SpanEdge("--from", place.toString(), null, place);
    }
}
