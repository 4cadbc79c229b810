package io.hindsight.capture.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.reread.LostPastException;
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
     * Gives why nothing behind a place can be read again any more; empty where another try may do.
     *
     * @param reason for which the engine has ended
     */
    static Optional<String> lost(Settings settings, Throwable reason, ObjectNode place) {
        return Stream.iterate(reason, Objects::nonNull, Throwable::getCause)
                .filter(LostPastException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .or(() -> expired(settings, place));
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
