package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What health says when something is wrong, and that it is green again when it isn't. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthIT {

    private final String name = Unique.name("health");
    private Pipeline pipeline;

    @BeforeAll
    void startPipeline() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, status VARCHAR(20) NOT NULL)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        pipeline = Pipeline.start(settings);
    }

    @AfterAll
    void stopPipeline() {
        pipeline.close();
    }

    @Test
    void aStoppedRouteIsDown() throws Exception {
        for (var route : List.of("apply-orders-postgres", "capture")) {
            awaitDown(Map.of());
            pipeline.context().getRouteController().stopRoute(route);
            assertThat(down()).containsEntry("route:" + route, "Route " + route + " has status Stopped");
            pipeline.context().getRouteController().startRoute(route);
        }
        awaitDown(Map.of());
    }

    @Test
    void aSuspendedRouteIsDownWithItsState() throws Exception {
        awaitDown(Map.of());
        pipeline.context().getRouteController().suspendRoute("apply-orders-postgres");
        assertThat(down()).containsKey("apply-orders-postgres");
        pipeline.context().getRouteController().resumeRoute("apply-orders-postgres");
        awaitDown(Map.of());
    }

    @Test
    void aRouteThatIsRemovedWhileHealthIsAskedIsDown() throws Exception {
        RouteBuilder.addRoutes(
                pipeline.context(),
                routes -> routes.from("direct:brief").routeId("brief").to("log:brief"));
        // as the program makes a route anew for a table that was altered: after the list, before the question
        var listed = HealthCheckRegistry.get(pipeline.context()).stream().toList();
        pipeline.context().getRouteController().stopRoute("brief");
        pipeline.context().removeRoute("brief");
        assertThat(listed.stream()
                        .filter(check -> check.getId().endsWith(":brief"))
                        .map(HealthCheck::call)
                        .map(result ->
                                result.getState() + " " + result.getMessage().orElse("")))
                .hasSize(2) // the route and its consumer
                .containsOnly("DOWN Route brief has status Stopped");
        awaitDown(Map.of());
    }

    @Test
    void deadLettersAreNeverGreenAndDoNotHoldUpTheRest() throws Exception {
        awaitDown(Map.of());
        var topic = name + "." + name + ".orders";
        TestTopic.of(TestServers.kafka(), topic, 3)
                .sendRecords(
                        List.of(new ProducerRecord<>(topic, "?".getBytes(StandardCharsets.UTF_8), new byte[] {'?'})));
        await().untilAsserted(
                        () -> assertThat(down()).hasEntrySatisfying("dead-letter-topic", reason -> assertThat(reason)
                                .startsWith("1 in topic " + name + ".dead-letters")));
        assertThat(pipeline.problems()).as("readiness").isEmpty();
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            var letters = new TopicPartition(name + ".dead-letters", 0);
            admin.alterConsumerGroupOffsets(letters.topic(), Map.of(letters, new OffsetAndMetadata(1)))
                    .all()
                    .get();
        }
        awaitDown(Map.of());
    }

    private void awaitDown(Map<String, String> expected) {
        await().untilAsserted(() -> assertThat(down()).isEqualTo(expected));
    }

    /** The reasons of all that isn't UP, by check. */
    private Map<String, String> down() {
        var reasons = new TreeMap<String, String>();
        HealthCheckHelper.invoke(pipeline.context()).stream()
                .filter(result -> result.getState() != HealthCheck.State.UP)
                .forEach(result -> reasons.put(
                        result.getCheck().getId(), result.getMessage().orElse("")));
        return reasons;
    }
}
