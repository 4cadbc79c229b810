package io.hindsight.capture;

import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
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
 * Seeks the right to capture, which Kafka gives to one instance at a time: the one that has the only partition of a
 * topic, as a member of a consumer group. The lease ends before Kafka gives the partition to another, and is renewed by
 * a commit, which Kafka takes from members only. So an instance that was frozen finds its right gone by the clock,
 * before it has asked anybody.
 */
final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private static final Duration RENEWAL = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String GIVEN_AWAY = "Kafka has given the right to capture to another instance";

    private final Settings settings;
    private final LeadershipGroup group;
    private final TopicPartition right;
    private final Lease lease = new Lease();
    private final Thread thread = new Thread(this::seek, "capture-leadership");

    private volatile boolean closing;

    Leadership(Settings settings) {
        this.settings = settings;
        this.group = new LeadershipGroup(settings);
        this.right = new TopicPartition(Topics.capture(settings), 0);
    }

    void seekFor() {
        thread.setDaemon(true);
        thread.start();
    }

    Lease lease() {
        return lease;
    }

    private void seek() {
        while (!closing) {
            try (var topics = new Topics(settings)) {
                topics.create();
                beMember();
            } catch (FencedInstanceIdException namesake) {
                LOG.warn(
                        "another instance is called {} too; give each its own hindsight.instance."
                                + " This one goes on without a name",
                        settings.instance());
                group.goOnWithoutName();
                lease.lose("Kafka has given the right to capture to an instance of the same name");
            } catch (InterruptException stopping) {
                Thread.interrupted();
            } catch (RuntimeException failed) {
                lease.lose(CaptureException.of(failed).getMessage());
                pause();
            }
        }
    }

    private void beMember() {
        var consumer = group.join(new Turns());
        try {
            while (!closing) {
                consumer.poll(POLL);
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
            lease.lose(GIVEN_AWAY);
        } catch (RebalanceInProgressException | TimeoutException later) {
            lease.waitFor("Kafka doesn't confirm which instance may capture");
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopping) {
            // the caller looks whether it should end
        }
    }

    /** Gives the right up, so that another instance has it at once; to be called when nothing is captured any more. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join(Duration.ofSeconds(5).toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
        }
    }

    /** What Kafka says of the partition. */
    private final class Turns implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            if (added.isEmpty() && !lease.isHeld()) {
                lease.standBy();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> gone) {
            lease.lose(GIVEN_AWAY);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> gone) {
            lease.lose("Kafka has heard nothing of this instance for too long");
        }
    }
}
