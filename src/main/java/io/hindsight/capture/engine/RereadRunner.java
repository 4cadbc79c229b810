package io.hindsight.capture.engine;

import io.hindsight.capture.CaptureException;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.capture.reread.LostPastException;
import io.hindsight.capture.reread.RereadOffset;
import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.context.RouteSettings;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.Settings;
import io.hindsight.source.PastLog;
import io.hindsight.source.SourceDriver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads again what people ask for, beside the engine that captures and on the instance that does: one rereading at a time,
 * each by an engine of its own from where the last one had come.
 */
final class RereadRunner implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RereadRunner.class);

    private static final long LOOK_MILLIS = 1_000;
    private static final long RETRY_MILLIS = 10_000;

    /** The source sends a heartbeat each few seconds where there is nothing else. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    /** One engine, at work. */
    private record Work(Rereading rereading, RereadHandler handler, EngineRun engine) {}

    private final Settings settings;
    private final SourceCapture source;
    private final BatchConsumer consumer;
    private final Lease lease;
    private final Supplier<Properties> properties;
    private final Rereadings rereadings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Work current;
    private long stored;

    /** @param properties of the engine that captures */
    RereadRunner(
            Settings settings,
            SourceCapture source,
            BatchConsumer consumer,
            Lease lease,
            Supplier<Properties> properties) {
        this.settings = settings;
        this.source = source;
        this.consumer = consumer;
        this.lease = lease;
        this.properties = properties;
        this.rereadings = new Rereadings(settings);
    }

    Rereadings rereadings() {
        return rereadings;
    }

    @Override
    public void run() {
        try {
            while (!stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                next().ifPresent(this::work);
            }
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Rereading> next() {
        try {
            rereadings.readOn();
        } catch (RuntimeException away) {
            LOG.debug("Kafka doesn't say what is to be read again", away);
            return Optional.empty();
        }
        return !lease.isHeld()
                ? Optional.empty()
                : rereadings.open().stream()
                        .filter(rereading -> rereading.wish() != Rereading.Wish.PAUSE)
                        .findFirst();
    }

    private void work(Rereading rereading) {
        try {
            if (rereading.wish() == Rereading.Wish.END) {
                end(rereading, RereadProgress.State.ENDED, "");
                return;
            }
            LOG.info("{} is read again: {}", rereading.names(), rereading.from());
            var reason = read(rereading);
            if (isWanted(rereading) && lease.isHeld() && stopping.getCount() > 0) {
                failed(rereading, reason);
            }
        } catch (RuntimeException away) {
            LOG.warn("{} can't be read again now: {}", rereading.names(), FailureText.of(away));
            pause();
        }
    }

    /** Runs an engine until it ends, and says why it did. */
    private Throwable read(Rereading rereading) {
        var route = new BatchRoute(consumer);
        var before = rereadings.progress(rereading);
        var handler =
                new RereadHandler(settings, route, lease, rereading, before, reached -> store(rereading, reached));
        var engine = new EngineRun(properties(rereading, before), handler, route, () -> {});
        current = new Work(rereading, handler, engine);
        var reason = engine.untilEnd();
        current = null;
        if (handler.isDone()) {
            end(rereading, RereadProgress.State.DONE, "");
        }
        return reason;
    }

    private Properties properties(Rereading rereading, RereadProgress before) {
        var own = properties.get();
        var engine = settings.name() + "-reread";
        own.setProperty("name", engine);
        own.setProperty("table.include.list", RouteSettings.tables(rereading.tables().stream()));
        own.setProperty("custom.metric.tags", "purpose=reread");
        own.setProperty("include.schema.changes", "false");
        own.setProperty("heartbeat.interval.ms", "500");
        own.setProperty("max.batch.size", "512");
        own.remove("signal.data.collection");
        own.remove("notification.enabled.channels");
        own.setProperty("offset.storage", RereadOffset.class.getName());
        own.setProperty(RereadOffset.KEY, "[\"" + engine + "\",{\"server\":\"" + settings.name() + "\"}]");
        own.setProperty(RereadOffset.OFFSET, before.place().toString());
        own.putAll(source.rereading(settings, before.place()));
        return own;
    }

    private void store(Rereading rereading, RereadProgress reached) {
        if (System.nanoTime() - stored >= TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
            rereadings.store(rereading, measured(rereading, reached));
            stored = System.nanoTime();
        } else {
            rereadings.reached(rereading, reached);
        }
    }

    private RereadProgress measured(Rereading rereading, RereadProgress reached) {
        var driver = SourceDriver.of(settings.source().kind());
        try {
            var log = PastLog.of(settings.source().kind()).orElseThrow();
            return reached.with(log.bytes(
                    settings.source(),
                    driver.offset(rereading.from()).orElseThrow(),
                    driver.offset(reached.place()).orElseThrow()));
        } catch (SQLException away) {
            return reached;
        }
    }

    private boolean isWanted(Rereading rereading) {
        return rereadings.find(rereading.id()).filter(rereading::equals).isPresent()
                && !rereadings.progress(rereading).state().isLast();
    }

    private void failed(Rereading rereading, Throwable reason) {
        var lost = Stream.iterate(reason, Objects::nonNull, Throwable::getCause)
                .filter(LostPastException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .or(() -> expired(rereading));
        if (lost.isPresent()) {
            end(rereading, RereadProgress.State.FAILED, lost.get());
            return;
        }
        var words = CaptureException.of(reason).getMessage();
        LOG.warn("{} can't be read again now: {}; retrying", rereading.names(), words);
        rereadings.store(
                rereading, rereadings.progress(rereading).in(RereadProgress.State.WAITING, words + "; retrying"));
        pause();
    }

    /** What the source has removed meanwhile. */
    private Optional<String> expired(Rereading rereading) {
        try {
            var oldest = PastLog.of(settings.source().kind()).orElseThrow().oldest(settings.source());
            return SourceDriver.of(settings.source().kind())
                    .offset(rereadings.progress(rereading).place())
                    .filter(place -> place.compareTo(oldest) < 0)
                    .map(place -> "the source has removed its log before " + oldest + ": what stood before " + place
                            + " has been read, what stood from there to " + oldest + " can't be any more");
        } catch (SQLException away) {
            return Optional.empty();
        }
    }

    private void end(Rereading rereading, RereadProgress.State state, String reason) {
        var reached = rereadings.progress(rereading).in(state, reason);
        rereadings.store(rereading, reached);
        LOG.info("{} read again: {}", rereading.names(), reached.text(rereading));
    }

    private void pause() {
        try {
            stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the engine that is at work when all is read, or when nobody wants it to go on; to be called again and again. */
    void look() {
        var work = current;
        if (work == null) {
            return;
        }
        try {
            rereadings.readOn();
            if (work.handler().isDone() || !isWanted(work.rereading()) || !lease.isHeld()) {
                work.engine().close();
            } else if (work.handler().silence().compareTo(LONGEST_SILENCE) > 0) {
                work.engine().end(new CaptureException("the source's log is silent"));
            }
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            // an exception would be the last look
            LOG.debug("Kafka doesn't say what is to be read again", away);
        }
    }

    /** Ends whatever is at work, where it is. */
    void stop() throws InterruptedException {
        stopping.countDown();
        var work = current;
        if (work != null) {
            work.engine().close();
        }
    }
}
