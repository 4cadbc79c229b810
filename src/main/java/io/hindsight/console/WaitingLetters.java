package io.hindsight.console;

import io.hindsight.deadletter.DeadLetters;
import io.hindsight.deadletter.Letter;
import io.hindsight.deadletter.Replay;
import io.hindsight.route.ContextSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Header;
import org.apache.kafka.common.KafkaException;

/** The dead letters that wait, without the row's values, and their way back. */
public final class WaitingLetters implements CamelContextAware {

    private static final int MOST = 200;

    /** @param replayable whether there is a route that would read it */
    public record Waiting(
            String letter,
            String time,
            String table,
            String warehouse,
            int replays,
            String reason,
            boolean replayable) {}

    /** @param letters the first of them */
    public record Some(int waiting, List<Waiting> letters) {}

    public record Replayed(int replayed) {}

    private CamelContext context;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    public Some list() {
        var settings = ContextSettings.of(context);
        var replay = new Replay(settings);
        var some = new ArrayList<Waiting>();
        var count = new int[1];
        try (var letters = new DeadLetters(settings)) {
            letters.eachOnce(letter -> {
                if (count[0]++ < MOST) {
                    some.add(waiting(letter, replay.canTake(letter)));
                }
            });
        } catch (KafkaException away) {
            throw away();
        }
        return new Some(count[0], some);
    }

    /** Sends one back, by its place as the list calls it. */
    public Replayed replay(@Header("letter") String place) {
        var settings = ContextSettings.of(context);
        try (var letters = new DeadLetters(settings)) {
            var replayed =
                    new Replay(settings).run(letters, letter -> letter.place().equals(place));
            if (replayed == 0) {
                throw new Problem(404, "no dead letter of that name waits that a route would read");
            }
            return new Replayed(replayed);
        } catch (KafkaException away) {
            throw away();
        }
    }

    private static Waiting waiting(Letter letter, boolean replayable) {
        return new Waiting(
                letter.place(),
                letter.time().toString(),
                letter.table(),
                letter.warehouse(),
                letter.replays(),
                letter.reason(),
                replayable);
    }

    private static Problem away() {
        return new Problem(503, "Kafka doesn't answer; the dead letters wait there");
    }
}
