package io.hindsight.capture.reread;

import io.hindsight.settings.SourceKind;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Says in a phrase how a rereading is, how far it has come, and why it doesn't get on. */
public final class RereadText {

    private RereadText() {}

    /** Writes it: {@code running, 37%, 81,920 changes, 1,998/s, at PLACE of 2026-03-01T14:12:09Z, 70 s to go}. */
    public static String of(SourceKind kind, Rereading rereading, RereadProgress progress) {
        var text = new StringBuilder("%s, %.0f%%, %,d changes, %,.0f/s"
                .formatted(
                        state(rereading, progress),
                        Math.floor(100 * progress.share(rereading)),
                        progress.changes(),
                        progress.rate()));
        text.append(", at ").append(place(kind, progress));
        if (rereading.isUnread()) {
            text.append(", the rows as they are now come first");
        }
        progress.committed().ifPresent(moment -> text.append(" of ").append(moment.truncatedTo(ChronoUnit.SECONDS)));
        if (progress.state() == RereadProgress.State.RUNNING) {
            progress.remaining(rereading)
                    .ifPresent(
                            rest -> text.append(", ").append(rest.toSeconds()).append(" s to go"));
        }
        return text.append(progress.reason().isEmpty() ? "" : ": " + progress.reason())
                .toString();
    }

    /** Names the place from which it goes on, as people write it. */
    public static String place(SourceKind kind, RereadProgress progress) {
        return SourceDriver.of(kind)
                .offset(progress.place())
                .map(SourceOffset::toString)
                .orElse("?");
    }

    /** Names what it does, or what people want of it. */
    public static String state(Rereading rereading, RereadProgress progress) {
        return progress.state().isLast() || rereading.wish() == Rereading.Wish.GO_ON
                ? progress.state().name().toLowerCase(Locale.ROOT)
                : rereading.wish() == Rereading.Wish.PAUSE ? "paused" : "ending";
    }
}
