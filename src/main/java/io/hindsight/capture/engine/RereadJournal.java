package io.hindsight.capture.engine;

import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.RereadText;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.settings.Settings;
import io.hindsight.source.PastLog;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores how far rereadings have come, measured in the source's log, each second at most. */
final class RereadJournal {

    private static final Logger LOG = LoggerFactory.getLogger(RereadJournal.class);

    private static final Duration EACH = Duration.ofSeconds(1);

    private final Settings settings;
    private final Rereadings rereadings;
    private long stored;

    RereadJournal(Settings settings, Rereadings rereadings) {
        this.settings = settings;
        this.rereadings = rereadings;
    }

    /** Notes how far one has come. */
    void reached(Rereading rereading, RereadProgress reached) {
        if (System.nanoTime() - stored >= EACH.toNanos()) {
            stays(rereading, reached);
        }
    }

    /** Notes where one stays, for nobody is at work on it any more. */
    void stays(Rereading rereading, RereadProgress reached) {
        rereadings.store(rereading, measured(rereading, reached));
        stored = System.nanoTime();
    }

    private RereadProgress measured(Rereading rereading, RereadProgress reached) {
        var end = SourceDriver.of(settings.source().kind()).offset(reached.place());
        return reached.with(bytes(rereading, end.orElseThrow()).orElse(reached.bytes()));
    }

    /** Notes that the rows as they are now have been read of one, which is to go on to there. */
    void rowsAreRead(Rereading rereading, SourceOffset end) {
        rereadings.readOn();
        // people may have paused it meanwhile
        var now = rereadings.find(rereading.id()).orElse(rereading);
        rereadings.ask(now.read(end, bytes(now, end).orElse(now.bytes())));
        LOG.info("{}: the rows as they are now have been read, up to {}", rereading.names(), end);
    }

    private OptionalLong bytes(Rereading rereading, SourceOffset end) {
        var kind = settings.source().kind();
        try {
            return OptionalLong.of(PastLog.of(kind)
                    .orElseThrow()
                    .bytes(
                            settings.source(),
                            SourceDriver.of(kind).offset(rereading.from()).orElseThrow(),
                            end));
        } catch (SQLException away) {
            return OptionalLong.empty();
        }
    }

    /** Notes that one doesn't get on now. */
    void waits(Rereading rereading, String reason) {
        LOG.warn("{} can't be read again now: {}; retrying", rereading.names(), reason);
        rereadings.store(
                rereading, rereadings.progress(rereading).in(RereadProgress.State.WAITING, reason + "; retrying"));
    }

    /** Notes that nothing more will come of one. */
    void ended(Rereading rereading, RereadProgress.State state, String reason) {
        var reached = rereadings.progress(rereading).in(state, reason);
        rereadings.store(rereading, reached);
        LOG.info(
                "{} read again: {}",
                rereading.names(),
                RereadText.of(settings.source().kind(), rereading, reached));
    }
}
