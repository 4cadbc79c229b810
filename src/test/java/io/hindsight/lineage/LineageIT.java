package io.hindsight.lineage;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.testing.FreePort;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a catalog of data hears of the tables, and what happens where nobody hears it. */
class LineageIT {

    private static final String JOB = "apply-people-postgres";

    private final String name = Unique.name("lineage");

    @BeforeEach
    void tables() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".people (id INT PRIMARY KEY, mail VARCHAR(99), since DATETIME(6))",
                        "INSERT INTO " + name
                                + ".people VALUES (1, 'a@example.org', '2026-01-01'), (2, 'b@example.org', '2026-01-02')");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
    }

    private Map<String, String> settings(int port) {
        var settings = Pipeline.settings(name, List.of("postgres", "clickhouse"));
        settings.put("hindsight.table.people.source", name + ".people");
        settings.put("hindsight.table.people.rename", "id:person_id");
        settings.put("hindsight.table.people.mask", "mail:redact");
        settings.put("hindsight.table.people.effective-from", "since");
        settings.put("hindsight.table.people_now.source", name + ".people");
        settings.put("hindsight.table.people_now.keep", "current");
        settings.put("hindsight.openlineage.transport.type", "http");
        settings.put("hindsight.openlineage.transport.url", "http://127.0.0.1:" + port);
        settings.put("hindsight.openlineage.transport.timeoutInMillis", "60000");
        settings.put("hindsight.openlineage.every", "200ms");
        return settings;
    }

    private void change(int id) {
        TestServers.mySql().execute("INSERT INTO " + name + ".people VALUES (" + id + ", 'c@example.org', now(6))");
    }

    private void arrives(int rows) {
        await().untilAsserted(
                        () -> assertThat(Rows.of(TestServers.postgres(), name, "SELECT count(*) FROM people_current"))
                                .containsExactly(String.valueOf(rows)));
    }

    private static long changes(List<JsonNode> events) {
        return events.stream()
                .mapToLong(event -> event.at("/outputs/0/outputFacets/outputStatistics/rowCount")
                        .asLong())
                .sum();
    }

    @Test
    void eachTableIsAJobThatSaysWhereItsColumnsComeFromAndHowManyChangesItApplied() {
        try (var receiver = new LineageReceiver(0)) {
            try (var pipeline = Pipeline.start(settings(receiver.port()))) {
                await().untilAsserted(
                                () -> assertThat(changes(receiver.of(JOB))).isEqualTo(2));
                change(3);
                await().untilAsserted(
                                () -> assertThat(changes(receiver.of(JOB))).isEqualTo(3));
                TestServers.mySql().execute("ALTER TABLE " + name + ".people ADD note TEXT");
                change(4, "note");
                await().untilAsserted(
                                () -> assertThat(fields(last(receiver, JOB))).contains("note"));
                assertThat(pipeline.problems()).isEmpty();
            }
            for (var job : List.of(
                    JOB, "apply-people-clickhouse", "apply-people_now-postgres", "apply-people_now-clickhouse")) {
                var events = receiver.of(job);
                assertThat(events).as(job).allSatisfy(PublishedSpec::fits);
                assertThat(events)
                        .extracting(event -> event.path("eventType").asText())
                        .as(job)
                        .startsWith("START")
                        .endsWith("COMPLETE")
                        .contains("RUNNING");
                assertThat(events)
                        .extracting(event -> event.at("/run/runId").asText())
                        .containsOnly(events.get(0).at("/run/runId").asText());
                assertThat(changes(events)).as(job).isEqualTo(4);
            }
            isDescribed(last(receiver, JOB));
        }
    }

    private void change(int id, String column) {
        TestServers.mySql().execute("INSERT INTO " + name + ".people (id, " + column + ") VALUES (" + id + ", 'new')");
    }

    private static JsonNode last(LineageReceiver receiver, String job) {
        var events = receiver.of(job);
        return events.get(events.size() - 1);
    }

    private static List<String> fields(JsonNode event) {
        return event.at("/outputs/0/facets/schema/fields").findValuesAsText("name");
    }

    private void isDescribed(JsonNode event) {
        var source = "mysql://" + TestServers.mySql().host() + ":"
                + TestServers.mySql().port();
        assertThat(event.at("/job/namespace").asText()).isEqualTo(name);
        assertThat(event.at("/inputs/0/namespace").asText()).isEqualTo(source);
        assertThat(event.at("/inputs/0/name").asText()).isEqualTo(name + ".people");
        assertThat(event.at("/outputs/0/namespace").asText())
                .isEqualTo("postgres://" + TestServers.postgres().host() + ":"
                        + TestServers.postgres().port());
        assertThat(event.at("/outputs/0/name").asText()).isEqualTo(name + ".public.people");
        assertThat(fields(event))
                .containsExactly(
                        "person_id",
                        "mail",
                        "since",
                        "note",
                        "effective_start_ts",
                        "effective_end_ts",
                        "is_current",
                        "op_type",
                        "change_seq");
        var lineage = event.at("/outputs/0/facets/columnLineage/fields");
        comesFrom(lineage, source, "person_id", "id", "IDENTITY", false);
        comesFrom(lineage, source, "mail", "mail", "TRANSFORMATION", true);
        comesFrom(lineage, source, "effective_start_ts", "since", "TRANSFORMATION", false);
        assertThat(lineage.has("op_type")).isFalse();
    }

    private void comesFrom(JsonNode lineage, String source, String target, String column, String how, boolean masked) {
        var input = lineage.path(target).path("inputFields").path(0);
        assertThat(input.path("namespace").asText()).isEqualTo(source);
        assertThat(input.path("name").asText()).isEqualTo(name + ".people");
        assertThat(input.path("field").asText()).as(target).isEqualTo(column);
        assertThat(input.at("/transformations/0/subtype").asText()).isEqualTo(how);
        assertThat(input.at("/transformations/0/masking").asBoolean()).isEqualTo(masked);
    }

    @Test
    void whoIsAwayHoldsUpNothingAndHearsAllOfItLater() throws IOException {
        int port = FreePort.any();
        try (var pipeline = Pipeline.start(settings(port))) {
            change(3);
            arrives(3);
            assertThat(pipeline.problems()).isEmpty();
            try (var receiver = new LineageReceiver(port)) {
                await().untilAsserted(
                                () -> assertThat(changes(receiver.of(JOB))).isEqualTo(3));
                assertThat(receiver.of(JOB).get(0).path("eventType").asText()).isEqualTo("START");
            }
        }
    }

    @Test
    void whoTakesAndDoesNotAnswerHoldsUpNothingEither() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var pipeline = Pipeline.start(settings(silent.getLocalPort()));
            Instant told;
            try {
                silent.accept();
                change(3);
                arrives(3);
                assertThat(pipeline.problems()).isEmpty();
            } finally {
                told = Instant.now();
                pipeline.close();
            }
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void aTopicHearsWhatAReceiverDoes() throws IOException {
        var settings = withoutTransport();
        settings.put("hindsight.openlineage.transport.type", "kafka");
        settings.put("hindsight.openlineage.transport.topicName", name + ".lineage");
        var kafka = "hindsight.openlineage.transport.properties.";
        settings.put(kafka + "bootstrap.servers", TestServers.kafka().bootstrapServers());
        settings.put(kafka + "key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        settings.put(kafka + "value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        TestTopic.create(TestServers.kafka(), name + ".lineage", 1);
        try (var pipeline = Pipeline.start(settings)) {
            arrives(2);
            await().untilAsserted(() -> assertThat(changes(ofJob(topic()))).isEqualTo(2));
            assertThat(pipeline.problems()).isEmpty();
        }
        assertThat(ofJob(topic())).allSatisfy(PublishedSpec::fits);
        await().untilAsserted(() -> isWhole(topic()));
    }

    @Test
    void aFileHearsWhatAReceiverDoes(@TempDir Path directory) throws IOException {
        var file = directory.resolve("lineage.json");
        var settings = withoutTransport();
        settings.put("hindsight.openlineage.transport.type", "file");
        settings.put("hindsight.openlineage.transport.location", file.toString());
        try (var pipeline = Pipeline.start(settings)) {
            arrives(2);
            await().until(() -> Files.exists(file));
            await().untilAsserted(() ->
                    assertThat(changes(ofJob(events(Files.readAllLines(file))))).isEqualTo(2));
            assertThat(pipeline.problems()).isEmpty();
        }
        isWhole(events(Files.readAllLines(file)));
    }

    private Map<String, String> withoutTransport() {
        var settings = settings(0);
        settings.keySet().removeIf(key -> key.startsWith("hindsight.openlineage.transport."));
        return settings;
    }

    private List<JsonNode> topic() throws IOException {
        return events(TestTopic.read(TestServers.kafka(), name + ".lineage", 1).stream()
                .map(message -> new String(message.value(), StandardCharsets.UTF_8))
                .toList());
    }

    private static List<JsonNode> events(List<String> lines) throws IOException {
        var events = new ArrayList<JsonNode>();
        for (var line : lines) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }

    private static List<JsonNode> ofJob(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.at("/job/name").asText().equals(JOB))
                .toList();
    }

    private static void isWhole(List<JsonNode> events) {
        assertThat(ofJob(events))
                .extracting(event -> event.path("eventType").asText())
                .startsWith("START")
                .endsWith("COMPLETE");
    }
}
