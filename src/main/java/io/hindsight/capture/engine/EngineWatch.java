package io.hindsight.capture.engine;

import io.hindsight.capture.CaptureException;
import io.hindsight.capture.held.HeldTables;
import io.hindsight.context.ContextSettings;
import io.hindsight.discovery.TableDiscovery;
import io.hindsight.observe.AnsweringHealth;
import io.hindsight.observe.DebeziumBeans;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then at what the engine itself isn't told: a connection that brings nothing any more, what other instances
 * hold and resume, and what people want of a rereading.
 */
final class EngineWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

    private static final long LOOK_MILLIS = 1_000;
    private static final long HELD_MILLIS = 5_000;
    private static final long TABLES_MILLIS = 2_000;
    /** Each look has its own: one that waits for a server keeps no other from its turn. */
    private static final int THREADS = 6;

    private final CamelContext context;
    private final Supplier<EngineRun> current;
    private final CaptureState state;
    private final SourceCapture source;
    private final HeldTables held;
    private final RereadRunner reread;
    private final TableDiscovery discovery;
    private final Arrivals arrivals;
    private final ScheduledExecutorService looks;
    private final ReturnedSource returned = new ReturnedSource();
    private boolean isCutOff;

    EngineWatch(
            CamelContext context,
            Supplier<EngineRun> current,
            CaptureState state,
            SourceCapture source,
            HeldTables held,
            RereadRunner reread,
            TableDiscovery discovery,
            Arrivals arrivals) {
        this.context = context;
        this.current = current;
        this.state = state;
        this.source = source;
        this.held = held;
        this.reread = reread;
        this.discovery = discovery;
        this.arrivals = arrivals;
        this.looks = context.getExecutorServiceManager().newScheduledThreadPool(this, "source-watch", THREADS);
    }

    void start() {
        look(this::endIfCutOff, LOOK_MILLIS);
        look(this::endIfUnheard, LOOK_MILLIS);
        look(reread::look, LOOK_MILLIS);
        look(held::readOn, HELD_MILLIS);
        look(this::endIfTablesCame, TABLES_MILLIS);
        look(this::readFoundTables, TABLES_MILLIS);
    }

    private void look(Runnable look, long everyMillis) {
        looks.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (RuntimeException away) {
                        // an exception would be the last look
                        LOG.debug("a look beside the engine failed", away);
                    }
                },
                everyMillis,
                everyMillis,
                TimeUnit.MILLISECONDS);
    }

    /** Ends an engine that waits for what no connection brings; the second time, for one that ends by itself says more. */
    private void endIfCutOff() {
        var run = current.get();
        var trouble = run == null || !run.isWaiting()
                ? Optional.<String>empty()
                : source.trouble(ContextSettings.of(context));
        if (trouble.isPresent() && isCutOff) {
            end(run, trouble.get());
        }
        isCutOff = trouble.isPresent();
    }

    private void endIfUnheard() {
        returned.look(AnsweringHealth.problem(context, "source").isEmpty(), Instant.now());
        var run = current.get();
        if (run != null && run.isWaiting() && isStreaming() && returned.isUnheard(state.heard(), Instant.now())) {
            // it isn't the engine that fails: the next one needs no time to mend
            state.forgive();
            end(run, "the source was away, and nothing has come by the connection to it since it answers again");
        }
    }

    /** A table that nothing has been written to is followed too, by the next engine. */
    private void endIfTablesCame() {
        var run = current.get();
        if (run == null || !run.isWaiting() || !isStreaming()) {
            return;
        }
        try {
            var tables = discovery.newcomers();
            if (!tables.isEmpty()) {
                arrivals.come(tables);
                end(run, Arrivals.text(tables));
            }
        } catch (SQLException away) {
            LOG.debug("the source doesn't say which tables it has", away);
        }
    }

    private void readFoundTables() {
        if (current.get() == null || !isStreaming()) {
            return;
        }
        try {
            discovery.readRows();
        } catch (SQLException away) {
            LOG.debug("the rows of tables that were found can't be read now", away);
        }
    }

    /** A snapshot hears of nothing for as long as its question takes. */
    private boolean isStreaming() {
        var settings = ContextSettings.of(context);
        return new DebeziumBeans(settings.source().kind().connector(), settings.name()).number("streaming", "Connected")
                == 1;
    }

    private static void end(EngineRun run, String why) {
        try {
            run.end(new CaptureException(why));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
