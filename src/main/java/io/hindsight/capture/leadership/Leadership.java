package io.hindsight.capture.leadership;

import io.hindsight.capture.CaptureException;
import io.hindsight.kafka.TopicNames;
import io.hindsight.kafka.Topics;
import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seeks a right that Kafka gives to one instance at a time, to capture or to write to a warehouse: the one that has the only partition of a
 * topic, as a member of a consumer group. The lease ends before Kafka gives the partition to another, and is renewed by
 * a commit, which Kafka takes from members only. So an instance that was frozen finds its right gone by the clock,
 * before it has asked anybody.
 */
public final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private static final Duration RENEWAL = Duration.ofSeconds(2);
    /** Twice the time after which Kafka gives up a member that it has waited for. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** More than a renewal that is asked for, and the end of a membership, take. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(4);

    private final Settings settings;
    private final LeadershipGroup group;
    private final String purpose;
    private final TopicPartition right;
    private final String givenAway;
    private final Lease lease;
    private final Thread thread;

    private final CountDownLatch closing = new CountDownLatch(1);

    private Leadership(Settings settings, String topic, String right, String beginning) {
        this.settings = settings;
        this.group = new LeadershipGroup(settings, topic);
        this.purpose = right;
        this.right = new TopicPartition(topic, 0);
        this.givenAway = "Kafka has given the right to " + right + " to another instance";
        this.lease = new Lease(right, beginning);
        this.thread = new Thread(this::seek, topic + "-leadership");
    }

    /** Of capturing. */
    public static Leadership ofCapture(Settings settings) {
        return new Leadership(settings, TopicNames.of(settings).capture(), "capture", "capture is starting");
    }

    /** Of writing to a warehouse where a table must not have two writers. */
    public static Leadership ofWriter(Settings settings, String warehouse) {
        return new Leadership(
                settings,
                TopicNames.of(settings).writer(warehouse),
                "write to " + warehouse,
                "Kafka hasn't been asked yet");
    }

    /** Begins, in a thread of its own. */
    public void seekFor() {
        thread.setDaemon(true);
        thread.start();
    }

    public Lease lease() {
        return lease;
    }

    private void seek() {
        while (isOpen()) {
            try (var topics = new Topics(settings)) {
                topics.create();
                beMember();
            } catch (FencedInstanceIdException namesake) {
                LOG.warn(
                        "another instance is called {} too; give each its own hindsight.instance."
                                + " This one goes on without a name",
                        settings.instance());
                group.goOnWithoutName();
                lease.lose(givenAway + " of the same name");
            } catch (InterruptException stopping) {
                Thread.interrupted();
            } catch (RuntimeException failed) {
                lease.lose(CaptureException.of(failed).getMessage());
                pause();
            }
        }
    }

    private void beMember() {
        var turns = new Turns();
        var consumer = group.join(turns);
        var joined = System.nanoTime();
        try {
            while (isOpen()) {
                consumer.poll(POLL);
                if (!turns.known && System.nanoTime() - joined > SILENCE.toNanos()) {
                    throw new CaptureException(
                            "Kafka hasn't said for " + SILENCE.toSeconds() + " s whose turn it is to " + purpose);
                }
                if (consumer.assignment().contains(right)) {
                    renew(consumer);
                }
            }
        } finally {
            consumer.close(PAUSE);
        }
        group.leave();
    }

    private void renew(Consumer<byte[], byte[]> consumer) {
        if (lease.wasRenewedWithin(RENEWAL)) {
            return;
        }
        var asked = System.nanoTime();
        try {
            consumer.commitSync(Map.of(right, new OffsetAndMetadata(0)), RENEWAL);
            lease.hold(asked);
        } catch (CommitFailedException givenUp) {
            lease.lose(givenAway);
        } catch (RebalanceInProgressException | TimeoutException later) {
            lease.waitFor("Kafka doesn't confirm whose turn it is");
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void pause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            // the caller looks whether it should end
        }
    }

    /** Gives the right up, so that another instance has it at once; to be called when nothing is done by it any more. */
    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.join(LAST_WORDS.toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
        }
    }

    /** What Kafka says of the partition. */
    private final class Turns implements ConsumerRebalanceListener {

        private boolean known;

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            known = true;
            if (added.isEmpty() && !lease.isHeld()) {
                lease.standBy();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> gone) {
            lease.lose(givenAway);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> gone) {
            lease.lose("Kafka has heard nothing of this instance for too long");
        }
    }
}
