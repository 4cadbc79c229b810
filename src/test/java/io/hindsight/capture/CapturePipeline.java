package io.hindsight.capture;

import io.hindsight.observe.Meters;
import io.hindsight.settings.Settings;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;

/** The capture route as it ships, between a real source and a real Kafka. */
public final class CapturePipeline implements AutoCloseable {

    private final Main main = new Main();
    private final String brokers;
    private final String name;
    private final Settings settings;
    private final Map<String, String> properties;

    private CapturePipeline(String name, String brokers, Map<String, String> properties) {
        this.name = name;
        this.brokers = brokers;
        this.properties = properties;
        this.settings = Settings.of(properties);
        main.bind("settings", settings);
        Pipeline.endAsItShips(main);
        main.configure()
                .withRoutesIncludePattern(
                        "file:routes/send.camel.yaml,file:routes/" + Pipeline.captureRoute(properties) + ".camel.yaml");
    }

    /** Starts capture of the tables; more settings are given as key, value. */
    public static CapturePipeline start(
            String name, JdbcServer mySql, KafkaServer kafka, List<String> tables, String... settings) {
        var properties = new TreeMap<String, String>();
        properties.put("hindsight.name", name);
        properties.put("hindsight.source.hostname", mySql.host());
        properties.put("hindsight.source.port", String.valueOf(mySql.port()));
        properties.put("hindsight.source.username", mySql.username());
        properties.put("hindsight.source.password", mySql.password());
        return start(properties, kafka, tables, settings);
    }

    /** Starts capture of the tables by settings that name the pipeline and its source; more are given as key, value. */
    public static CapturePipeline start(
            Map<String, String> source, KafkaServer kafka, List<String> tables, String... settings) {
        var properties = new TreeMap<>(source);
        properties.put("hindsight.kafka.brokers", kafka.bootstrapServers());
        properties.put("hindsight.warehouse.none.url", "jdbc:clickhouse://localhost:1/none");
        for (var table : tables) {
            properties.put("hindsight.table." + table.replace('.', '_') + ".source", table);
        }
        for (var i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        var pipeline = new CapturePipeline(properties.get("hindsight.name"), kafka.bootstrapServers(), properties);
        pipeline.main.start();
        return pipeline;
    }

    /** A reader of everything in the topic of that table, from its beginning. */
    public TopicReader topic(String table) {
        return new TopicReader(brokers, name + "." + table);
    }

    public boolean isUp() {
        return problem().isEmpty();
    }

    /** The reason why capture isn't ready; empty if it is. */
    public Optional<String> problem() {
        return problem("consumer:capture");
    }

    /** The reason why a health check isn't UP; empty if it is. */
    public Optional<String> problem(String check) {
        return HealthCheckHelper.invokeReadiness(main.getCamelContext()).stream()
                .filter(result -> result.getCheck().getId().equals(check))
                .filter(result -> result.getState() != HealthCheck.State.UP)
                .map(result -> result.getMessage().orElse("no message"))
                .findFirst();
    }

    /** The value of a gauge with one tag. */
    public double gauge(String gauge, String tag, String value) {
        return Meters.of(main.getCamelContext())
                .get(gauge)
                .tag(tag, value)
                .gauge()
                .value();
    }

    public Settings settings() {
        return settings;
    }

    /** The settings as a user writes them. */
    public Map<String, String> properties() {
        return properties;
    }

    public Main main() {
        return main;
    }

    @Override
    public void close() {
        main.stop();
    }
}
