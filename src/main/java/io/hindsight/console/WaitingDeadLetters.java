package io.hindsight.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.context.ContextSettings;
import io.hindsight.deadletter.DeadLetter;
import io.hindsight.deadletter.DeadLetterFilter;
import io.hindsight.deadletter.DeadLetterJson;
import io.hindsight.deadletter.DeadLetterQueue;
import io.hindsight.deadletter.Discard;
import io.hindsight.deadletter.Replay;
import io.hindsight.limits.TimeLimits;
import io.hindsight.observe.FailureText;
import io.hindsight.registry.SentValues;
import io.hindsight.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.camel.BeanInject;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists, shows, sends back or discards the dead letters that wait, as the command {@code dead-letters} does. One at a
 * time: each moves those that aren't meant, and another one would move what this one takes out.
 */
public final class WaitingDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingDeadLetters.class);
    private static final int MOST = 200;

    /** Those that one route has refused. @param replayable whether there is such a route, to read them again */
    public record OfRoute(String route, String table, String warehouse, int waiting, boolean replayable) {}

    /** @param letters the first of them, without the row's values */
    public record All(int waiting, Collection<OfRoute> routes, List<ObjectNode> letters) {}

    /** @param left that were meant, and that no route would read */
    public record Replayed(int replayed, int left) {}

    public record Discarded(int discarded) {}

    private final SharedAnswer<All> waiting = new SharedAnswer<>(this::read);
    private final ReentrantLock reader = new ReentrantLock();
    private List<Map<TopicPartition, Long>> readOf;
    private All lastRead;

    @BeanInject
    private CamelContext context;

    /**
     * The first of them, or those that follow one.
     *
     * @param after the letter's place; null for the first ones
     * @param route that refused it; needed where several have
     */
    public All list(@Header("after") String after, @Header("route") String route) {
        var all = waiting.get();
        return after == null ? all : new All(all.waiting(), all.routes(), following(after, route));
    }

    private List<ObjectNode> following(String after, String route) {
        var next = new ArrayList<ObjectNode>();
        var isThere = new boolean[1];
        alone(letters -> {
            letters.eachOnce(letter -> {
                if (isThere[0] && next.size() < MOST) {
                    next.add(DeadLetterJson.about(letter));
                }
                isThere[0] |= letter.place().equals(after)
                        && (route == null || letter.route().equals(route));
            });
            return null;
        });
        if (!isThere[0]) {
            throw none();
        }
        return next;
    }

    /** What was read of the topic before, as long as nothing has come or gone. */
    private synchronized All read() {
        var settings = ContextSettings.of(context);
        return with(settings, letters -> {
            if (!letters.span().equals(readOf)) {
                lastRead = read(settings, letters);
                readOf = letters.span();
            }
            return lastRead;
        });
    }

    private static All read(Settings settings, DeadLetterQueue letters) {
        var replay = new Replay(settings);
        var first = new ArrayList<ObjectNode>();
        var routes = new TreeMap<String, OfRoute>();
        letters.eachOnce(letter -> {
            if (first.size() < MOST) {
                first.add(DeadLetterJson.about(letter));
            }
            routes.merge(
                    letter.route(),
                    new OfRoute(letter.route(), letter.table(), letter.warehouse(), 1, replay.canTake(letter)),
                    (many, one) -> new OfRoute(
                            many.route(), many.table(), many.warehouse(), many.waiting() + 1, many.replayable()));
        });
        return new All(routes.values().stream().mapToInt(OfRoute::waiting).sum(), routes.values(), first);
    }

    /**
     * One, whole, as JSON for people.
     *
     * @param route that refused it; needed where several have
     * @param values true where the row's values are asked for
     */
    public String show(@Header("letter") String place, @Header("route") String route, @Header("values") String values) {
        var settings = ContextSettings.of(context);
        var chosen = new DeadLetterFilter(List.of(place), null, null, route, null, null, null).in(settings);
        var found = new TreeMap<String, DeadLetter>();
        alone(letters -> {
            letters.eachOnce(letter -> {
                if (chosen.test(letter)) {
                    found.put(letter.route(), letter);
                }
            });
            return null;
        });
        if (found.size() > 1) {
            throw new Problem(400, "say whose, by route=" + String.join(" or route=", found.keySet()));
        }
        if (found.isEmpty()) {
            throw none();
        }
        return DeadLetterJson.page(DeadLetterJson.whole(
                found.firstEntry().getValue(),
                "true".equals(values),
                new SentValues(settings.kafka().registry())));
    }

    /** Sends back those that the request means and that a route would read. */
    public synchronized Replayed replay(@Body String request) {
        var settings = ContextSettings.of(context);
        var chosen = DeadLetterRequest.filter(request).in(settings);
        var replay = new Replay(settings);
        return with(settings, letters -> {
            var left = new int[1];
            letters.eachOnce(letter -> {
                if (chosen.test(letter) && !replay.canTake(letter)) {
                    left[0]++;
                }
            });
            var replayed = replay.run(letters, chosen);
            if (replayed == 0) {
                throw left[0] == 0
                        ? none()
                        : new Problem(
                                409,
                                "no route would read what is meant; declare its table and warehouse again, or discard"
                                        + " it");
            }
            waiting.forget();
            LOG.info("dead letters sent back: {}", replayed);
            return new Replayed(replayed, left[0]);
        });
    }

    /** Removes those that the request means, for good. */
    public synchronized Discarded discard(@Body String request) {
        var settings = ContextSettings.of(context);
        var chosen = DeadLetterRequest.filter(request).in(settings);
        return with(settings, letters -> {
            var discarded = new Discard(settings).run(letters, chosen);
            if (discarded == 0) {
                throw none();
            }
            waiting.forget();
            LOG.info("dead letters discarded: {}", discarded);
            return new Discarded(discarded);
        });
    }

    /** There is one reader at a time, for each reads all. */
    private <T> T alone(Function<DeadLetterQueue, T> work) {
        try {
            if (!reader.tryLock(TimeLimits.PERSON.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Problem(503, "others read the dead letters just now; ask again in a moment");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "the program stops");
        }
        try {
            return with(ContextSettings.of(context), work);
        } finally {
            reader.unlock();
        }
    }

    private static <T> T with(Settings settings, Function<DeadLetterQueue, T> work) {
        try (var letters = new DeadLetterQueue(settings)) {
            return work.apply(letters);
        } catch (KafkaException failure) {
            throw new Problem(
                    503,
                    "Kafka at " + settings.kafka().brokers() + ": " + FailureText.of(failure)
                            + "; the dead letters wait there");
        }
    }

    private static Problem none() {
        return new Problem(404, "no such dead letter waits");
    }
}
