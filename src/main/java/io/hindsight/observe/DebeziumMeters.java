package io.hindsight.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import javax.management.openmbean.TabularData;

/**
 * The few of Debezium's own metrics that tell how a connector is; they are in JMX as long as its engine lives, and NaN
 * otherwise.
 */
public final class DebeziumMeters implements MeterBinder {

    private final DebeziumBeans beans;

    /**
     * @param connector as JMX calls it
     * @param name the topic prefix
     */
    public DebeziumMeters(String connector, String name) {
        this.beans = new DebeziumBeans(connector, name);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "debezium.streaming.connected", "streaming", "Connected", 1);
        gauge(registry, "debezium.streaming.behind.source.seconds", "streaming", "MilliSecondsBehindSource", 0.001);
        gauge(
                registry,
                "debezium.streaming.since.last.event.seconds",
                "streaming",
                "MilliSecondsSinceLastEvent",
                0.001);
        gauge(registry, "debezium.streaming.queue.capacity", "streaming", "QueueTotalCapacity", 1);
        gauge(registry, "debezium.streaming.queue.remaining", "streaming", "QueueRemainingCapacity", 1);
        counter(registry, "debezium.streaming.events", "TotalNumberOfEventsSeen");
        counter(registry, "debezium.streaming.erroneous.events", "NumberOfErroneousEvents");
        counter(registry, "debezium.streaming.transactions", "NumberOfCommittedTransactions");
        gauge(registry, "debezium.snapshot.running", "snapshot", "SnapshotRunning", 1);
        gauge(registry, "debezium.snapshot.completed", "snapshot", "SnapshotCompleted", 1);
        gauge(registry, "debezium.snapshot.aborted", "snapshot", "SnapshotAborted", 1);
        gauge(registry, "debezium.snapshot.tables", "snapshot", "TotalTableCount", 1);
        gauge(registry, "debezium.snapshot.tables.remaining", "snapshot", "RemainingTableCount", 1);
        gauge(registry, "debezium.snapshot.duration.seconds", "snapshot", "SnapshotDurationInSeconds", 1);
    }

    /** Shows the scanned rows of more tables, database.table. */
    public void follow(MeterRegistry registry, Collection<String> tables) {
        for (var table : tables) {
            Gauge.builder("debezium.snapshot.rows.scanned", this, meters -> meters.rowsScanned(table))
                    .description("Debezium's RowsScanned, of every ten seconds")
                    .tag("table", table)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private void gauge(MeterRegistry registry, String meter, String context, String attribute, double unit) {
        Gauge.builder(meter, this, meters -> meters.beans.number(context, attribute) * unit)
                .description("Debezium's " + attribute)
                .strongReference(true)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String meter, String attribute) {
        FunctionCounter.builder(meter, this, meters -> meters.beans.number("streaming", attribute))
                .description("Debezium's " + attribute)
                .register(registry);
    }

    private double rowsScanned(String table) {
        var row = beans.attribute("snapshot", "RowsScanned") instanceof TabularData rows
                ? rows.get(new Object[] {table})
                : null;
        return row != null && row.get("value") instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
