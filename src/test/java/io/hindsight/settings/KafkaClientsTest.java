package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How clients of Kafka are told to speak with the brokers. */
class KafkaClientsTest {

    private static final String NAME = "KafkaSettings.java";

    @Test
    void everyClientIsMadeByTheSettings() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java") && !file.endsWith(NAME)))
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .as("make it with settings.kafka().client(…): it knows TLS and the login")
                            .doesNotContain("BOOTSTRAP_SERVERS", "\"bootstrap.servers\""));
        }
    }

    @Test
    void aUserMeansScramOverTlsUnlessToldOtherwise() {
        assertThat(kafka(Map.of("hindsight.kafka.username", "me", "hindsight.kafka.password", "a\"b\\c"))
                        .client(Map.of("group.id", "g")))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("group.id", "g")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"me\""
                                + " password=\"a\\\"b\\\\c\";");
        assertThat(kafka(Map.of(
                                "hindsight.kafka.username", "me",
                                "hindsight.kafka.properties.security.protocol", "SASL_PLAINTEXT",
                                "hindsight.kafka.properties.sasl.mechanism", "PLAIN"))
                        .client(Map.of()))
                .containsEntry("security.protocol", "SASL_PLAINTEXT")
                .hasEntrySatisfying(
                        "sasl.jaas.config", jaas -> assertThat((String) jaas).contains("PlainLoginModule"));
    }

    @Test
    void noTextTellsThePassword() {
        assertThat(kafka(Map.of("hindsight.kafka.username", "me", "hindsight.kafka.password", "hush"))
                        .toString())
                .doesNotContain("hush");
    }

    private static KafkaSettings kafka(Map<String, String> settings) {
        return KafkaSettings.read(new SettingsReader(settings));
    }
}
