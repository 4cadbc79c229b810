package io.hindsight.lineage;

import io.hindsight.apply.AppliedTable;
import io.hindsight.apply.AppliedTables;
import io.hindsight.context.AfterStart;
import io.hindsight.observe.FailureText;
import io.hindsight.observe.Meters;
import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.TransportConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the program makes of which table, when the route of that name asks: when its changes begin to be applied, how
 * many were since, and its end. What isn't taken is told again with the next; nothing else waits for it.
 */
public final class LineageReports {

    private static final Logger LOG = LoggerFactory.getLogger(LineageReports.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    @BeanInject
    private CamelContext context;

    private final Map<String, Told> told = new LinkedHashMap<>();
    private final AtomicBoolean isTelling = new AtomicBoolean();
    private final ExecutorService teller = Executors.newSingleThreadExecutor(LineageReports::thread);
    private AppliedTables tables;
    private MeterRegistry meters;
    private TransportConfig transport;
    private LineageEvents events;
    private OpenLineageClient client;
    private long taken;
    private boolean isHeard = true;

    /** What is known of a table to whoever is told. */
    private record Told(UUID run, CapturedTable table, long changes) {}

    /** Called when the route files are loaded; the route is made once everything else runs. */
    public void listen() throws Exception {
        AfterStart.call(context, this, this::make);
    }

    private void make(Settings settings) {
        if (!settings.lineage().isOn()) {
            return;
        }
        // kept, for the context forgets them before the end
        tables = AppliedTables.of(context);
        meters = Meters.of(context);
        transport = LineageTransport.config(settings.lineage());
        events = new LineageEvents(settings);
        TemplatedRouteBuilder.builder(context, "lineage")
                .routeId("lineage")
                .parameter("every", settings.lineage().every().toMillis())
                .add();
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "hindsight-lineage");
        thread.setDaemon(true);
        return thread;
    }

    /** Has it told what is new of each table, unless that is being done: who doesn't take it keeps nobody else waiting. */
    public void report() {
        if (isTelling.compareAndSet(false, true)) {
            teller.execute(() -> {
                try {
                    tell();
                } finally {
                    isTelling.set(false);
                }
            });
        }
    }

    /** An event that isn't taken keeps no other table's back. */
    private void tell() {
        var takenBefore = taken;
        Optional<RuntimeException> refusal = Optional.empty();
        for (var table : tables.all()) {
            try {
                table.kept().filter(kept -> table.isApplied()).ifPresent(kept -> report(table, kept));
            } catch (RuntimeException away) {
                refusal = Optional.of(away);
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
        if (refusal.isEmpty()) {
            isHeard |= taken > takenBefore;
            return;
        }
        if (isHeard) {
            LOG.warn("OpenLineage's events aren't taken, and are sent again: {}", FailureText.of(refusal.get()));
        }
        isHeard = false;
    }

    private void report(AppliedTable table, CapturedTable kept) {
        var before = told.get(table.getId());
        var changes = changes(table);
        if (before == null) {
            emit(EventType.START, table, new Told(UUID.randomUUID(), kept, changes), changes);
        } else if (changes > before.changes() || !kept.equals(before.table())) {
            emit(EventType.RUNNING, table, new Told(before.run(), kept, changes), changes - before.changes());
        }
    }

    private void emit(EventType type, AppliedTable table, Told now, long changes) {
        if (client == null) {
            client = LineageTransport.client(transport);
        }
        client.emit(events.event(type, now.run(), now.table(), table.getWarehouse(), changes));
        told.put(table.getId(), now);
        taken++;
    }

    private long changes(AppliedTable table) {
        return (long) meters
                .find("hindsight.apply.changes")
                .tags(Meters.tags(table.declaration(), table.getWarehouse()))
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Tells that the jobs end, to whoever takes it at once. */
    public void end() throws InterruptedException {
        if (transport != null) {
            teller.execute(this::complete);
        }
        teller.shutdown();
        if (!teller.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            teller.shutdownNow();
        }
    }

    private void complete() {
        tell();
        try (var last = client) {
            for (var table : tables.all()) {
                var before = told.get(table.getId());
                if (before != null) {
                    last.emit(events.event(EventType.COMPLETE, before.run(), before.table(), table.getWarehouse(), 0));
                }
            }
        } catch (Exception away) {
            LOG.debug("the jobs' end isn't taken", away);
        }
    }
}
