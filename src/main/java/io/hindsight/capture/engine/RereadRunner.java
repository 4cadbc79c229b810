package io.hindsight.capture.engine;

import io.hindsight.capture.CaptureException;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.capture.reread.Beginnings;
import io.hindsight.capture.reread.EarlierHistory;
import io.hindsight.capture.reread.FirstHistory;
import io.hindsight.capture.reread.ForgottenKeys;
import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.capture.reread.TableMarkers;
import io.hindsight.history.Envelope;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads again what people ask for, beside the engine that captures and on the instance that does: one rereading at a time,
 * each by an engine of its own from where the last one had come.
 */
final class RereadRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RereadRunner.class);

    private static final long LOOK_MILLIS = 1_000;
    private static final long RETRY_MILLIS = 10_000;
    private static final long LAST_WORDS_MILLIS = 2_000;

    /** The source sends a heartbeat each few seconds where there is nothing else. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    /** One engine, at work. */
    private record Work(Rereading rereading, PastHandler handler, EngineRun engine) {}

    /** How one ended: why, and whether all is there. */
    private record Ended(Throwable reason, boolean isDone) {}

    private final Settings settings;
    private final BatchConsumer consumer;
    private final Lease lease;
    private final RereadProperties properties;
    private final Rereadings rereadings;
    private final RereadJournal journal;
    private final Beginnings beginnings;
    private final EarlierHistory earlier;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile Work current;

    RereadRunner(Settings settings, BatchConsumer consumer, Lease lease, RereadProperties properties) {
        this.settings = settings;
        this.consumer = consumer;
        this.lease = lease;
        this.properties = properties;
        this.rereadings = new Rereadings(settings);
        this.journal = new RereadJournal(settings, rereadings);
        this.beginnings = new Beginnings(settings);
        this.earlier = new EarlierHistory(settings, rereadings, beginnings);
        this.thread = new Thread(this::run, settings.name() + "-reread");
    }

    /** Begins, in a thread of its own. */
    void start() {
        thread.start();
    }

    /** To be called before an engine captures. */
    void engineStarts() {
        earlier.engineStarts();
    }

    Rereadings rereadings() {
        return rereadings;
    }

    private void run() {
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
        askForEarlierHistory();
        return !lease.isHeld()
                ? Optional.empty()
                : rereadings.open().stream()
                        .filter(rereading -> rereading.wish() != Rereading.Wish.PAUSE)
                        .findFirst();
    }

    private void askForEarlierHistory() {
        if (lease.isHeld()) {
            try {
                earlier.ask();
            } catch (InterruptedException shutDown) {
                Thread.currentThread().interrupt();
            } catch (SQLException | RuntimeException away) {
                LOG.debug("what was before the first snapshot can't be asked for now", away);
            }
        }
    }

    private void work(Rereading rereading) {
        try {
            if (rereading.wish() == Rereading.Wish.END) {
                if (rereading.isFirst()) {
                    earlier.giveUp(rereading);
                }
                journal.ended(rereading, RereadProgress.State.ENDED, "");
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
        try (var forgotten = new ForgottenKeys(settings)) {
            return rereading.isUnread() ? readRows(rereading, forgotten) : read(rereading, forgotten);
        }
    }

    /** Of tables that no snapshot has read: after it, the log is read to where it had come to then. */
    private Throwable readRows(Rereading rereading, ForgottenKeys forgotten) {
        var rows = new RowsHandler(settings);
        var ended = run(rereading, rows, forgotten, properties.ofRows(rereading));
        if (lease.isHeld()) {
            rows.end().ifPresent(end -> journal.rowsAreRead(rereading, end));
        }
        return ended.reason();
    }

    private Ended run(
            Rereading rereading, PastHandler.Reading reading, ForgottenKeys forgotten, Properties properties) {
        var route = new BatchRoute(consumer);
        var forms = RereadHandler.forms(settings, rereading, forgotten);
        var handler = new PastHandler(route, lease, forms, reading);
        var engine = new EngineRun(properties, handler, route, () -> {});
        current = new Work(rereading, handler, engine);
        try {
            return new Ended(engine.untilEnd(), handler.isDone());
        } finally {
            current = null;
        }
    }

    private Throwable read(Rereading rereading, ForgottenKeys forgotten) {
        var before = rereadings.progress(rereading);
        var first = rereading.isFirst()
                ? Optional.of(new FirstHistory(settings, rereading, beginnings))
                : Optional.<FirstHistory>empty();
        var log = new RereadHandler(settings, rereading, before, first, reached -> journal.reached(rereading, reached));
        var ended = run(rereading, log, forgotten, properties.of(rereading, before.place()));
        if (lease.isHeld()) {
            journal.stays(rereading, log.progress());
        }
        first.ifPresent(FirstHistory::close);
        if (ended.isDone()) {
            if (rereading.isFirst()) {
                begin(rereading);
            }
            journal.ended(rereading, RereadProgress.State.DONE, "");
        }
        return ended.reason();
    }

    /** Only now: the warehouses are told when Kafka has all that was before. */
    private void begin(Rereading rereading) {
        var markers = new TableMarkers(settings);
        for (var table : rereading.tables()) {
            beginnings.of(table).ifPresent(begun -> {
                markers.send(table, Envelope.BEGINS, rereading.until(), begun.since());
                beginnings.store(table, begun.said());
                LOG.info("{}: history begins at {}, {}", table, begun.since(), begun.reason());
            });
        }
    }

    private boolean isWanted(Rereading rereading) {
        return rereadings
                        .find(rereading.id())
                        .filter(now -> now.isAskedAs(rereading))
                        .isPresent()
                && !rereadings.progress(rereading).state().isLast();
    }

    private void failed(Rereading rereading, Throwable reason) {
        var place = rereadings.progress(rereading).place();
        var lost = RereadFailure.lost(settings, reason, rereading, place);
        if (lost.isPresent() && rereading.isFirst()) {
            readAnew(rereading, lost.get());
        } else if (lost.isPresent()) {
            journal.ended(rereading, RereadProgress.State.FAILED, lost.get());
        } else {
            journal.waits(rereading, CaptureException.of(reason).getMessage());
            pause();
        }
    }

    private void readAnew(Rereading rereading, String lost) {
        try {
            earlier.askAnew(rereading);
            rereadings.forget(rereading);
            LOG.warn("{}: {}; its history is read from there on", rereading.names(), lost);
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        } catch (SQLException away) {
            journal.waits(rereading, FailureText.of(away));
            pause();
        }
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

    /** Returns when nothing is at work any more. */
    void awaitEnd() throws InterruptedException {
        do {
            // again and again: an engine that is just starting refuses to be closed
            stop();
            thread.join(LAST_WORDS_MILLIS);
            if (current == null) {
                // it waits for Kafka, which may not answer
                thread.interrupt();
            }
        } while (thread.isAlive());
    }

    /** To be called when it has ended. */
    @Override
    public void close() {
        rereadings.close();
        beginnings.close();
    }
}
