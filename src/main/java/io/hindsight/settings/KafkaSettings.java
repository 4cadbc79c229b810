package io.hindsight.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says which Kafka cluster changes travel through, how to speak with it, and how topics are created there. */
public record KafkaSettings(
        String brokers,
        Map<String, String> properties,
        MessageFormat format,
        RegistrySettings registry,
        int partitions,
        int replicationFactor,
        Duration retention,
        int maxMessageBytes) {

    private static final int FRAME_BYTES = 64 * 1024;
    private static final long LEAST_BUFFER_BYTES = 64L * 1024 * 1024;
    private static final String PROPERTIES = "hindsight.kafka.properties.";

    static KafkaSettings read(SettingsReader reader) {
        reader.heading("Kafka: what changes travel through");
        var brokers = reader.about("host:port, comma separated").address("hindsight.kafka.brokers", "localhost:9092");
        var properties = properties(reader);
        var format = reader.about("What changes are written as: json, or avro, whose schemas are in a schema registry."
                        + " Both are read at any time: docs/topic.md")
                .choice("hindsight.kafka.format", MessageFormat.JSON);
        var settings = new KafkaSettings(
                brokers,
                properties,
                format,
                RegistrySettings.read(reader, format),
                reader.about("For topics that don't exist yet: partitions of each table's topic, copies of each"
                                + " message")
                        .number("hindsight.kafka.partitions", 3, 1, 10_000),
                reader.number("hindsight.kafka.replication-factor", 1, 1, 100),
                reader.about("How long changes can be read again: 12h, 7d").duration("hindsight.kafka.retention", "7d"),
                reader.about("The largest change, in bytes: both images of the row, before and after")
                        .number("hindsight.kafka.max-message-bytes", 16 * 1024 * 1024, 1024, Integer.MAX_VALUE));
        if (settings.tlsMode() == TlsMode.UNSAID) {
            reader.wrong(
                    PROPERTIES + "security.protocol",
                    "say how to speak with " + settings.brokers,
                    "SASL_SSL, SSL or, for what isn't encrypted, PLAINTEXT");
        }
        return settings;
    }

    private static Map<String, String> properties(SettingsReader reader) {
        var properties = new LinkedHashMap<String, String>();
        var username = reader.about(
                        "With a user: SASL_SSL and SCRAM-SHA-512, unless the properties below say otherwise")
                .text("hindsight.kafka.username", "");
        var password = reader.secret("hindsight.kafka.password");
        var given = reader.about("Kafka's own properties, for every client of it. For brokers on other machines the"
                        + " protocol must be said")
                .all(PROPERTIES);
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
    TlsMode tlsMode() {
        return TlsMode.of(
                brokers,
                switch (properties.getOrDefault("security.protocol", "")) {
                    case "" -> TlsMode.UNSAID;
                    case "SSL", "SASL_SSL" -> properties
                                    .getOrDefault("ssl.endpoint.identification.algorithm", "https")
                                    .isEmpty()
                            ? TlsMode.UNVERIFIED
                            : TlsMode.VERIFIED;
                    default -> TlsMode.PLAIN;
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
