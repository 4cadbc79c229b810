package io.hindsight.settings;

import java.time.Duration;

/**
 * The Kafka cluster that changes travel through, and how topics are created there.
 *
 * @param brokers host:port, comma separated
 * @param partitions of each table's topic
 * @param retention how long changes stay in their topics
 * @param maxMessageBytes the largest change, in bytes of its JSON
 */
public record KafkaSettings(
        String brokers, int partitions, int replicationFactor, Duration retention, int maxMessageBytes) {

    private static final int FRAME_BYTES = 64 * 1024;
    private static final long LEAST_BUFFER_BYTES = 64L * 1024 * 1024;

    static KafkaSettings read(SettingsReader reader) {
        return new KafkaSettings(
                reader.text("hindsight.kafka.brokers", "localhost:9092"),
                reader.number("hindsight.kafka.partitions", 3, 1, 10_000),
                reader.number("hindsight.kafka.replication-factor", 1, 1, 100),
                reader.duration("hindsight.kafka.retention", Duration.ofDays(7)),
                reader.number("hindsight.kafka.max-message-bytes", 16 * 1024 * 1024, 1024, Integer.MAX_VALUE));
    }

    /** The size up to which topics and clients take a message: a change and what Kafka puts around it. */
    public int largestMessage() {
        return (int) Math.min(Integer.MAX_VALUE, (long) maxMessageBytes + FRAME_BYTES);
    }

    /** The bytes that a producer may have on their way. */
    public long buffer() {
        return Math.max(LEAST_BUFFER_BYTES, 2L * largestMessage());
    }
}
