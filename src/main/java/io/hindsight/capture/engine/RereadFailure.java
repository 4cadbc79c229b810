package io.hindsight.capture.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.reread.LostPastException;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.settings.Settings;
import io.hindsight.source.PastLog;
import io.hindsight.source.SourceDriver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what no other try would cure from what may be well the next time. */
final class RereadFailure {

    private RereadFailure() {}

    /**
     * Gives why nothing behind the place that it has come to can be read again any more; empty where another try may do.
     *
     * @param reason for which the engine has ended
     */
    static Optional<String> lost(Settings settings, Throwable reason, Rereading rereading, ObjectNode place) {
        return Stream.iterate(reason, Objects::nonNull, Throwable::getCause)
                .filter(LostPastException.class::isInstance)
                .map(Throwable::getMessage)
                .map(message -> message + described(settings, rereading, place))
                .findFirst()
                .or(() -> expired(settings, place));
    }

    /** Where the log itself says what the columns are, from a place on. */
    private static String described(Settings settings, Rereading rereading, ObjectNode reached) {
        var kind = settings.source().kind();
        try {
            var from = SourceDriver.of(kind).offset(reached).orElseThrow();
            return PastLog.of(kind)
                    .orElseThrow()
                    .described(settings.source(), from, rereading.tables())
                    .map(place -> ". From " + place + " on the log itself says what the columns are: hindsight reread "
                            + rereading.names().replace(",", "") + " --from " + place)
                    .orElse("");
        } catch (SQLException | CaptureException away) {
            return "";
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** What the source has removed meanwhile. */
    private static Optional<String> expired(Settings settings, ObjectNode reached) {
        try {
            var oldest = PastLog.of(settings.source().kind()).orElseThrow().oldest(settings.source());
            return SourceDriver.of(settings.source().kind())
                    .offset(reached)
                    .filter(place -> place.compareTo(oldest) < 0)
                    .map(place -> "the source has removed its log before " + oldest + ": what stood before " + place
                            + " has been read, what stood from there to " + oldest + " can't be any more");
        } catch (SQLException away) {
            return Optional.empty();
        }
    }
}
