package io.hindsight.capture.engine;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.hindsight.capture.CaptureException;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;

/** One life of a Debezium engine, from the stored offset to its end. */
final class EngineRun {

    private static final long TIMEOUT_MILLIS = 5_000;

    private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private final BatchRoute route;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean polling;

    /**
     * @param properties Debezium's own
     * @param route by which the handler sends
     * @param started is told when the engine has come up
     */
    EngineRun(
            Properties properties,
            ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> handler,
            BatchRoute route,
            Runnable started) {
        this.route = route;
        this.engine = DebeziumEngine.create(Connect.class)
                .using(properties)
                .notifying(handler)
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        polling = true;
                        started.run();
                    }
                })
                .using((success, message, error) ->
                        failure.compareAndSet(null, error == null && !success ? new CaptureException(message) : error))
                .build();
    }

    /** Blocks until the engine has ended; gives the reason, which is never null. */
    Throwable untilEnd() {
        engine.run();
        var error = failure.get();
        return error == null ? new CaptureException("the engine has ended without an error") : error;
    }

    /** Ends the engine for a reason that isn't its own. */
    void end(Throwable reason) throws InterruptedException {
        failure.compareAndSet(null, reason);
        close();
    }

    /** Whether it has started, and waits for what the source brings. */
    boolean isWaiting() {
        return polling && !route.isBusy();
    }

    /**
     * Ends the engine, which must not be while its tasks start; does nothing then, nor after the first time.
     *
     * @throws InterruptedException if the caller isn't to wait; the engine ends without it
     */
    void close() throws InterruptedException {
        if (closed.get()) {
            return;
        }
        var closing = new Thread(this::closeInAnyCase, "capture-close");
        closing.start();
        closing.join();
    }

    private void closeInAnyCase() {
        try {
            route.awaitIdle();
            var closing = new Thread(this::closeEngine, "capture-close-engine");
            closing.start();
            closing.join(TIMEOUT_MILLIS);
            while (closing.isAlive()) {
                // the engine waits for Kafka to store the last offset, without end if Kafka is away, or to go on with
                // rows
                closing.interrupt();
                closing.join(TIMEOUT_MILLIS);
            }
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeEngine() {
        try {
            engine.close();
            closed.set(true);
        } catch (IllegalStateException startingOrEnded) {
            // the caller looks again
        } catch (IOException failed) {
            throw new CaptureException("the engine can't be closed", failed);
        }
    }
}
