package io.hindsight.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Kafka cluster that changes travel through, and how topics are created there.
 *
 * @param brokers host:port, comma separated
 * @param partitions of each table's topic
 * @param retention how long changes stay in their topics
 * @param maxMessageBytes the largest change, in bytes of its JSON
 * @param properties Kafka's own, for every client: how to speak with the brokers; there is a password among them
 */
public record KafkaSettings(
        String brokers,
        int partitions,
        int replicationFactor,
        Duration retention,
        int maxMessageBytes,
        Map<String, String> properties) {

    private static final int FRAME_BYTES = 64 * 1024;
    private static final long LEAST_BUFFER_BYTES = 64L * 1024 * 1024;
    private static final String PROPERTIES = "hindsight.kafka.properties.";

    static KafkaSettings read(SettingsReader reader) {
        var settings = new KafkaSettings(
                reader.text("hindsight.kafka.brokers", "localhost:9092"),
                reader.number("hindsight.kafka.partitions", 3, 1, 10_000),
                reader.number("hindsight.kafka.replication-factor", 1, 1, 100),
                reader.duration("hindsight.kafka.retention", Duration.ofDays(7)),
                reader.number("hindsight.kafka.max-message-bytes", 16 * 1024 * 1024, 1024, Integer.MAX_VALUE),
                properties(reader));
        if (settings.wire() == Wire.UNSAID) {
            reader.wrong(
                    PROPERTIES + "security.protocol",
                    "say how to speak with " + settings.brokers,
                    "SASL_SSL, SSL or, for what isn't encrypted, PLAINTEXT");
        }
        return settings;
    }

    private static Map<String, String> properties(SettingsReader reader) {
        var properties = new LinkedHashMap<String, String>();
        var username = reader.text("hindsight.kafka.username", "");
        var password = reader.secret("hindsight.kafka.password");
        var given = reader.all(PROPERTIES);
        if (!username.isEmpty()) {
            var mechanism = given.getOrDefault("sasl.mechanism", "SCRAM-SHA-512");
            properties.put("security.protocol", "SASL_SSL");
            properties.put("sasl.mechanism", mechanism);
            properties.put("sasl.jaas.config", jaas(mechanism, username, password));
        }
        properties.putAll(given);
        return Map.copyOf(properties);
    }

    private static String jaas(String mechanism, String username, String password) {
        var module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security." + module + " required username=" + quoted(username) + " password="
                + quoted(password) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What a Kafka client is made with: its own options, and how to speak with the brokers. */
    public Map<String, Object> client(Map<String, ?> options) {
        var client = new HashMap<String, Object>(properties);
        client.putAll(options);
        client.put("bootstrap.servers", brokers);
        return client;
    }

    /** How what is sent to the brokers travels. */
    Wire wire() {
        return Wire.of(
                brokers,
                switch (properties.getOrDefault("security.protocol", "")) {
                    case "" -> Wire.UNSAID;
                    case "SSL", "SASL_SSL" -> properties
                                    .getOrDefault("ssl.endpoint.identification.algorithm", "https")
                                    .isEmpty()
                            ? Wire.UNVERIFIED
                            : Wire.VERIFIED;
                    default -> Wire.PLAIN;
                });
    }

    /** The size up to which topics and clients take a message: a change and what Kafka puts around it. */
    public int largestMessage() {
        return (int) Math.min(Integer.MAX_VALUE, (long) maxMessageBytes + FRAME_BYTES);
    }

    /** The bytes that a producer may have on their way. */
    public long buffer() {
        return Math.max(LEAST_BUFFER_BYTES, 2L * largestMessage());
    }

    @Override
    public String toString() {
        return "Kafka " + brokers;
    }
}
