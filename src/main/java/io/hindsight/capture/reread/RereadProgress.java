package io.hindsight.capture.reread;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says how far a rereading has come.
 *
 * @param place from which it goes on, as the engine stores an offset; Kafka has all before it
 * @param committed when what stands there was committed; empty until there is something
 * @param changes that Kafka has
 * @param bytes of the log that have been read
 * @param worked how long it took, pauses left out
 * @param reason why it failed, or doesn't get on; empty while it does
 */
public record RereadProgress(
        State state,
        ObjectNode place,
        Optional<Instant> committed,
        long changes,
        long bytes,
        Duration worked,
        String reason) {

    /** How a rereading is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        ENDED,
        FAILED;

        /** Whether nothing more will come of it. */
        public boolean isLast() {
            return this == DONE || this == ENDED || this == FAILED;
        }
    }

    /** That of one that hasn't begun. */
    public static RereadProgress none(Rereading rereading) {
        return new RereadProgress(State.WAITING, rereading.from(), Optional.empty(), 0, 0, Duration.ZERO, "");
    }

    static RereadProgress of(JsonNode json) {
        return new RereadProgress(
                State.valueOf(json.path("state").asText()),
                json.path("place").deepCopy(),
                Optional.of(json.path("committed").asText())
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse),
                json.path("changes").asLong(),
                json.path("bytes").asLong(),
                Duration.ofMillis(json.path("worked").asLong()),
                json.path("reason").asText());
    }

    JsonNode json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("state", state.name())
                .put("changes", changes)
                .put("bytes", bytes)
                .put("worked", worked.toMillis())
                .put("reason", reason);
        committed.ifPresent(moment -> json.put("committed", moment.toString()));
        json.set("place", place);
        return json;
    }

    /** The same in another state. */
    public RereadProgress in(State other, String why) {
        return new RereadProgress(other, place, committed, changes, bytes, worked, why);
    }

    /** The same, measured in the log. */
    public RereadProgress with(long read) {
        return new RereadProgress(state, place, committed, changes, read, worked, reason);
    }

    /** How much of the rereading is done, from 0 to 1. */
    public double share(Rereading rereading) {
        return state == State.DONE || rereading.bytes() <= 0 ? 1 : Math.min(1, bytes / (double) rereading.bytes());
    }

    /** How long the rest takes at the rate so far; empty where that isn't known yet. */
    public Optional<Duration> remaining(Rereading rereading) {
        var share = share(rereading);
        return share <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (worked.toMillis() * (1 - share) / share)));
    }

    /** Changes a second, pauses left out. */
    public double rate() {
        return changes / Math.max(0.001, worked.toMillis() / 1e3);
    }
}
