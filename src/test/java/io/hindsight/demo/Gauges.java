package io.hindsight.demo;

import io.hindsight.demo.Counts.OfHistory;
import io.hindsight.demo.Counts.OfSource;
import java.util.List;
import java.util.Optional;

/** Reads how far MySQL and the warehouses are. */
final class Gauges implements AutoCloseable {

    private final Gauge source;
    private final List<Gauge> histories;

    Gauges(Store source, List<Store> warehouses) {
        this.source = new Gauge(source);
        this.histories = warehouses.stream().map(Gauge::new).toList();
    }

    Counts read() {
        var nanos = System.nanoTime();
        var recorded = source.ask(source.store().sql("counts"), row -> new OfSource(row.getLong(1), row.getLong(2)));
        return new Counts(
                nanos,
                recorded,
                histories.stream().map(gauge -> read(gauge, recorded)).toList());
    }

    private Optional<OfHistory> read(Gauge gauge, Optional<OfSource> recorded) {
        return gauge.ask(gauge.store().sql("counts"), row -> {
            var changes = row.getLong(1);
            var behind = recorded.map(OfSource::changes).orElse(changes) - changes;
            return new OfHistory(changes, row.getLong(2), row.getLong(3), lag(behind));
        });
    }

    private double lag(long behind) {
        return behind <= 0
                ? 0
                : source.ask(source.store().sql("lag"), row -> row.getDouble(1), behind - 1)
                        .orElse(0.0);
    }

    @Override
    public void close() {
        source.close();
        histories.forEach(Gauge::close);
    }
}
