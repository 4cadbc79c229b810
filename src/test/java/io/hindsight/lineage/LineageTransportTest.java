package io.hindsight.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.LineageSettings;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.KafkaConfig;
import io.openlineage.client.transports.TransportConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** OpenLineage's settings stand behind a prefix as they do in its own file. */
class LineageTransportTest {

    private static TransportConfig config(Map<String, String> transport) {
        return LineageTransport.config(new LineageSettings(new TreeMap<>(transport), "shop", Duration.ofMinutes(1)));
    }

    @Test
    void dotsLeadInwards() {
        var http = (HttpConfig) config(Map.of(
                "type", "http",
                "url", "https://lineage.example.org",
                "timeoutInMillis", "1500",
                "compression", "gzip",
                "auth.type", "api_key",
                "auth.apiKey", "k",
                "headers.X-Team", "data"));
        assertThat(http.getUrl()).isEqualTo(URI.create("https://lineage.example.org"));
        assertThat(http.getTimeoutInMillis()).isEqualTo(1500);
        assertThat(http.getCompression()).isEqualTo(HttpConfig.Compression.GZIP);
        assertThat(http.getAuth().getToken()).isEqualTo("Bearer k");
        assertThat(http.getHeaders()).containsExactly(Map.entry("X-Team", "data"));
    }

    @Test
    void thoseOfTheEnvironmentHaveNoCapitals() {
        var http = (HttpConfig) config(Map.of(
                "type", "http",
                "url", "http://localhost:5000",
                "timeoutinmillis", "1500",
                "auth.type", "api_key",
                "auth.apikey", "k"));
        assertThat(http.getTimeoutInMillis()).isEqualTo(1500);
        assertThat(http.getAuth().getToken()).isEqualTo("Bearer k");
    }

    @Test
    void namesOfKafkasHaveDots() {
        var kafka = (KafkaConfig) config(
                Map.of("type", "kafka", "topicName", "lineage", "properties.bootstrap.servers", "localhost:9092"));
        assertThat(kafka.getTopicName()).isEqualTo("lineage");
        assertThat(kafka.getProperties()).containsOnly(Map.entry("bootstrap.servers", "localhost:9092"));
    }

    private static void isRefused(Map<String, String> transport, String word) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> config(transport))
                .withMessageContaining("hindsight.openlineage.transport")
                .withMessageContaining(word);
    }

    @Test
    void whatOpenLineageDoesNotKnowIsRefused() {
        isRefused(Map.of("type", "pigeon", "url", "http://localhost:5000"), "pigeon");
        isRefused(Map.of("type", "http", "url", "http://localhost:5000", "timeoutInMilis", "1500"), "timeoutInMilis");
        isRefused(Map.of("type", "http", "url", "http://localhost:5000", "timeoutInMillis", "soon"), "soon");
        isRefused(Map.of("type", "http", "url", "http://localhost:5000", "url.path", "/x"), "url");
    }
}
