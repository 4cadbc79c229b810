package io.hindsight.capture.engine;

import io.debezium.config.Configuration;
import io.debezium.heartbeat.Heartbeat;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.held.HeldTables;
import io.hindsight.capture.leadership.Leadership;
import io.hindsight.capture.message.HeldChanges;
import io.hindsight.capture.message.Masks;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.capture.owed.OwedComparisons;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.context.ContextSettings;
import io.hindsight.discovery.TableDiscovery;
import io.hindsight.kafka.Clients;
import io.hindsight.kafka.TableTopics;
import io.hindsight.kafka.Topics;
import io.hindsight.observe.AnsweringHealth;
import io.hindsight.observe.Meters;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.camel.Processor;
import org.apache.camel.component.debezium.DebeziumEndpoint;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the engine for as long as the route is started and it is this instance's turn: an engine that ends, for whatever
 * reason, is followed by another one from the stored offset.
 */
final class BatchConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(BatchConsumer.class);

    private static final long LOOK_MILLIS = 100;
    /** So many must be missed, one after the other, before capture is said to stand still. */
    private static final int SILENT_HEARTBEATS = 15;

    /** Checks of what an engine needs. */
    private static final List<String> SERVERS = List.of("source", "kafka");

    private final DebeziumEndpoint<?> endpoint;
    private final SourceCapture source;
    private final CaptureState state;
    private final CaptureMeters meters;

    private ExecutorService executor;
    private EngineWatch watch;
    private CountDownLatch stopping;
    private Leadership leadership;
    private HeldTablesHealth heldTables;
    private volatile HeldTables held;
    private OwedComparisons owed;
    private TableDiscovery discovery;
    private Arrivals arrivals;
    private volatile EngineRun current;
    private volatile RereadRunner reread;

    BatchConsumer(DebeziumEndpoint<?> endpoint, SourceCapture source, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.source = source;
        this.state = new CaptureState(
                Duration.ofMillis(SILENT_HEARTBEATS * options().getLong(Heartbeat.HEARTBEAT_INTERVAL_PROPERTY_NAME, 0)),
                Clock.systemUTC());
        this.meters = new CaptureMeters(endpoint.getCamelContext(), state);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        var context = endpoint.getCamelContext();
        heldTables = new HeldTablesHealth(ContextSettings.of(context), () -> held == null ? List.of() : held.open());
        meters.bind();
        heldTables.bindTo(Meters.of(context));
        var rereads = new RereadHealth(
                ContextSettings.of(context), () -> Optional.ofNullable(reread).map(RereadRunner::rereadings));
        rereads.bindTo(Meters.of(context));
        for (var check : List.of(heldTables, rereads)) {
            check.setCamelContext(context);
            var checks = HealthCheckRegistry.get(context);
            if (checks != null) {
                checks.register(check);
            }
        }
        setHealthCheck(new CaptureHealthCheck("consumer:" + getRouteId(), state));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopping = new CountDownLatch(1);
        var settings = ContextSettings.of(endpoint.getCamelContext());
        leadership = Leadership.ofCapture(settings);
        held = HeldTables.captured(settings, leadership.lease());
        owed = OwedComparisons.captured(settings, leadership.lease());
        discovery = new TableDiscovery(settings);
        arrivals = new Arrivals(settings.declared());
        source.prepare(settings, leadership.lease());
        // what only one of all instances is to do, the one that captures does
        endpoint.getCamelContext().getRegistry().bind("captures", BooleanSupplier.class, (BooleanSupplier)
                leadership.lease()::isHeld);
        leadership.seekFor();
        var ofReread = new RereadProperties(settings, source, () -> properties(settings));
        reread = new RereadRunner(settings, this, leadership.lease(), ofReread);
        endpoint.getCamelContext().getRegistry().bind(Rereadings.BEAN, Rereadings.class, reread.rereadings());
        executor = endpoint.createExecutor(this);
        executor.execute(this::run);
        reread.start();
        watch = new EngineWatch(
                endpoint.getCamelContext(), () -> current, state, source, held, reread, discovery, arrivals);
        watch.start();
    }

    private void run() {
        var wait = Duration.ZERO;
        try {
            do {
                if (!awaitTurn()) {
                    return;
                }
                var reason = runOnce();
                if (isRunAllowed() && leadership.lease().isHeld()) {
                    wait = arrivals.areAny() ? Duration.ZERO : state.ended(explained(reason));
                }
            } while (!awaitNext(wait));
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the next engine's time, or until a server that is away answers again; true when it has to stop. */
    private boolean awaitNext(Duration wait) throws InterruptedException {
        var context = endpoint.getCamelContext();
        var end = System.nanoTime() + wait.toNanos();
        var isAway = false;
        while (System.nanoTime() < end) {
            var away = SERVERS.stream()
                    .anyMatch(server -> AnsweringHealth.problem(context, server).isPresent());
            if (isAway && !away) {
                state.forgive();
                return stopping.getCount() == 0;
            }
            isAway = away;
            if (stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return stopping.getCount() == 0;
    }

    private Throwable explained(Throwable reason) {
        return source.explanation(ContextSettings.of(endpoint.getCamelContext()), reason)
                .<Throwable>map(words -> new CaptureException(words, reason))
                .orElse(reason);
    }

    /** Waits until this instance has the right to capture; false when it has to stop. */
    private boolean awaitTurn() throws InterruptedException {
        var lease = leadership.lease();
        while (!lease.isHeld()) {
            if (lease.isStandby()) {
                state.standsBy();
            } else {
                state.waits(lease.trouble());
            }
            if (stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Runs an engine until it ends, and says why it did. */
    private Throwable runOnce() {
        var settings = ContextSettings.of(endpoint.getCamelContext());
        var met = arrivals.take();
        try (var topics = new Topics(settings)) {
            held.readOn();
            owed.readOn();
            discovery.look(met);
            hold(settings, topics.create(), table -> TableTopics.cure(settings, table));
            discovery.remember(() -> isCaptured(settings));
            heldTables.bindTo(Meters.of(endpoint.getCamelContext()));
            hold(settings, Masks.faults(settings), table -> Masks.CURE);
            reread.engineStarts();
            try (var guard = source.guard(settings)) {
                meters.starting();
                var route = new BatchRoute(this);
                var handler = new BatchHandler(
                        this,
                        route,
                        state,
                        leadership.lease(),
                        meters,
                        guard,
                        new HeldChanges(held, settings.source()),
                        arrivals);
                current = new EngineRun(properties(settings), handler, route, state::started);
                return current.untilEnd();
            }
        } catch (Exception failure) {
            return failure;
        }
    }

    private static boolean isCaptured(Settings settings) {
        var stored = new StoredOffset(settings);
        return stored.place().isPresent() && !stored.isSnapshotRunning();
    }

    /** Holds tables from where capture stands on, before anything of them is read. */
    private void hold(
            Settings settings, Map<TableDeclaration, String> faults, Function<TableDeclaration, String> cure) {
        if (!faults.isEmpty()) {
            var place = new StoredOffset(settings).place();
            faults.forEach((table, fault) -> held.hold(table.source(), place, fault, cure.apply(table)));
        }
    }

    private Properties properties(Settings settings) {
        var properties = options().asProperties();
        // of what has the offsets
        Clients.patience().forEach((word, value) -> properties.put(word, String.valueOf(value)));
        properties.putAll(settings.kafka().properties());
        properties.putAll(source.properties(settings));
        var tables = ConnectorOptions.of(endpoint.getCamelContext());
        properties.put("table.include.list", tables.tables());
        if (tables.keys() != null) {
            properties.put("message.key.columns", tables.keys());
        }
        return properties;
    }

    private Configuration options() {
        return endpoint.getConfiguration().createDebeziumConfiguration();
    }

    @Override
    protected void doStop() throws Exception {
        stopping.countDown();
        watch.close();
        executor.shutdown();
        var engines = executor;
        var past = reread;
        // in this order: the next instance begins at the offset that the engine has stored at its end
        var afterwards = new AutoCloseable[] {past, leadership, held, owed, discovery};
        // Camel interrupts an end that takes too long, and asks for no second one
        var end = new Thread(() -> end(engines, past, afterwards), getRouteId() + "-end");
        end.start();
        end.join();
        super.doStop();
    }

    private void end(ExecutorService engines, RereadRunner past, AutoCloseable... afterwards) {
        try {
            past.stop();
            do {
                // again and again: an engine that is just starting refuses to be closed
                var run = current;
                if (run != null) {
                    run.close();
                }
            } while (!engines.awaitTermination(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            past.awaitEnd();
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
        endpoint.getCamelContext().getRegistry().unbind(Rereadings.BEAN);
        Utils.closeAllQuietly(new AtomicReference<>(), "capture", afterwards);
    }
}
