package io.hindsight.command.deadletters;

import static io.hindsight.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.LetterCommands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that PostgreSQL's column is too narrow for, and messages that are none: looked at, sent again, removed. */
class DeadLettersIT {

    private static final long TOO_LARGE = 3_000_000_000L;
    private static final String VERSIONS =
            "SELECT quantity, op_type, effective_start_ts = lag(effective_end_ts) OVER (ORDER BY change_seq) AS joined,"
                    + " is_current FROM orders WHERE id = 1 ORDER BY change_seq";

    private final String name = Unique.name("letters");
    private final Map<String, String> settings = Pipeline.settings(name, List.of("postgres"));
    private TestTopic orders;
    private LetterCommands letters;

    @TempDir
    private Path directory;

    @BeforeEach
    void refuseSome() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, quantity BIGINT)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        settings.put("hindsight.table.orders.source", name + ".orders");
        orders = TestTopic.create(TestServers.kafka(), name + "." + name + ".orders", 3);
        TestTopic.create(TestServers.kafka(), name + ".dead-letters", 1);
        // PostgreSQL takes small numbers only; ClickHouse comes later
        Pipeline.startWithoutCapture(settings).close();
        Rows.execute(
                TestServers.postgres(),
                name,
                "ALTER TABLE orders_stage ADD CONSTRAINT small CHECK (quantity < 2147483648)");
        settings.putAll(Pipeline.settings(name, List.of("clickhouse", "postgres")));
        letters = new LetterCommands(directory, settings);
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            orders.send(List.of(
                    change('c', 1, 1, 10),
                    change('u', 2, 1, TOO_LARGE),
                    change('u', 3, 1, 30),
                    change('c', 4, 2, TOO_LARGE)));
            orders.sendRecords(List.of(new ProducerRecord<>(orders.name(), 1, null, "plain secret".getBytes(UTF_8))));
            awaitApplied();
        }
    }

    private DebeziumChange change(char op, int position, int id, long quantity) {
        return new DebeziumChange(
                name,
                "orders",
                op,
                position,
                0,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(position),
                Map.of("id", id),
                null,
                Map.of("id", id, "quantity", quantity));
    }

    private void awaitApplied() {
        for (var warehouse : List.of("clickhouse", "postgres")) {
            orders.awaitApplied(name + ".apply-" + warehouse);
        }
    }

    private void takeAll() throws Exception {
        Rows.execute(TestServers.postgres(), name, "ALTER TABLE orders_stage DROP CONSTRAINT small");
    }

    private List<String> versions() {
        return Rows.of(TestServers.postgres(), name, VERSIONS);
    }

    @Test
    void afterTheCureEachTakesItsPlaceInTheWarehouseThatRefusedIt() throws Exception {
        assertThat(versions()).containsExactly("10|c|null|f", "30|u|t|t");
        takeAll();
        // what ClickHouse has had is not sent to it again
        try (var connection = TestServers.clickHouse().connect(name);
                var statement = connection.createStatement()) {
            statement.execute("TRUNCATE TABLE orders_rows");
        }
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            var replayed = letters.run("replay", "--reason", "sqlstate 23514");
            assertThat(replayed.out()).containsExactly("2 dead letters sent back");
            assertThat(replayed.exitCode()).isZero();
            awaitApplied();
            assertThat(versions()).containsExactly("10|c|null|f", TOO_LARGE + "|u|t|f", "30|u|t|t");
            assertThat(Rows.of(TestServers.postgres(), name, "SELECT quantity FROM orders WHERE id = 2"))
                    .containsExactly(String.valueOf(TOO_LARGE));
            assertThat(Rows.of(TestServers.clickHouse(), name, "SELECT * FROM orders"))
                    .isEmpty();

            assertThat(letters.run("list").out()).last().isEqualTo("2 dead letters");
            assertThat(letters.run("replay", "--reason", "sqlstate 23514").out())
                    .containsExactly("0 dead letters sent back");
            assertThat(letters.waiting()).as("as health counts them").isEqualTo(2);
            assertThat(versions()).hasSize(3);
        }
    }

    @Test
    void whatIsRefusedAgainIsALetterAgainAndNeverTwo() throws Exception {
        assertThat(letters.run("list").out()).last().isEqualTo("4 dead letters");
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            for (var replay = 1; replay <= 3; replay++) {
                assertThat(letters.run("replay").out()).containsExactly("4 dead letters sent back");
                awaitApplied();
                await().until(() -> letters.waiting() == 4);
                var mark = "(replayed: " + replay + ")";
                assertThat(letters.run("list").out())
                        .hasSize(5)
                        .filteredOn(line -> line.endsWith(mark))
                        .hasSize(4);
            }
        }
        assertThat(versions()).containsExactly("10|c|null|f", "30|u|t|t");
    }

    /** As after a commit that Kafka didn't answer. */
    @Test
    void aBatchThatIsReadAgainLeavesCopiesAndNoMoreLetters() throws Exception {
        var group = name + ".apply-postgres";
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            var begin = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            begin.replaceAll((partition, offset) -> new OffsetAndMetadata(0, offset.metadata()));
            admin.alterConsumerGroupOffsets(group, begin).all().get();
        }
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            await().until(() -> letters.waiting() == 7);
            assertThat(letters.run("list").out()).last().isEqualTo("4 dead letters");
            assertThat(letters.run("replay").out()).containsExactly("4 dead letters sent back");
        }
    }

    @Test
    void aPartIsTakenOutAndTheOthersWaitAsTheyWere() throws Exception {
        var before = letters.run("list", "--json").out();
        var junk = letters.run("list", "--json", "--reason", "not json").out();
        var times = before.stream().map(DeadLettersIT::time).sorted().toList();
        assertThat(junk).hasSize(2);
        assertThat(letters.run("list", "--table", "orders").out()).last().isEqualTo("4 of 4 dead letters");
        assertThat(letters.run("list", "--table", name + ".orders", "--warehouse", "clickhouse")
                        .out())
                .last()
                .isEqualTo("1 of 4 dead letters");
        assertThat(letters.run("list", "--table", "other").out()).containsExactly("0 of 4 dead letters");
        assertThat(letters.run("list", "--since", times.get(3)).out())
                .last()
                .asString()
                .endsWith(" of 4 dead letters");
        assertThat(letters.run("list", "--until", times.get(0)).out()).containsExactly("0 of 4 dead letters");

        var removed = letters.run("discard", "--warehouse", "clickhouse");
        assertThat(removed.out()).containsExactly("1 dead letter removed");
        assertThat(letters.run("list", "--json").out())
                .containsExactlyInAnyOrderElementsOf(before.stream()
                        .filter(line -> !line.contains("\"clickhouse\""))
                        .toList());
        assertThat(letters.waiting()).isEqualTo(3);
        var place = JsonMapper.builder()
                .build()
                .readTree(junk.get(0))
                .path("letter")
                .asText();
        assertThat(letters.run("discard", place).out()).containsExactly("1 dead letter removed");
        assertThat(letters.run("discard", "--all").out()).containsExactly("2 dead letters removed");
        assertThat(letters.waiting()).isZero();
        assertThat(letters.run("list").out()).containsExactly("0 dead letters");
    }

    private static String time(String json) {
        return json.replaceFirst(".*\"time\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void valuesAreShownWhenTheyAreAskedForOnly() {
        for (var command :
                List.of(List.of("list"), List.of("list", "--json"), List.of("show"), List.of("show", "--json"))) {
            var said = letters.run(
                    command.get(0), command.subList(1, command.size()).toArray(String[]::new));
            assertThat(said.exitCode()).as("%s", said).isZero();
            assertThat(String.join("\n", said.out()))
                    .contains(name + ".orders", "SQLSTATE 23514", "not JSON")
                    .doesNotContain("secret", String.valueOf(TOO_LARGE));
        }
        assertThat(String.join("\n", letters.run("show", "--values").out()))
                .contains("plain secret", "\"quantity\" : " + TOO_LARGE, "\"pos\" : 2");
        assertThat(String.join("\n", letters.run("show").out())).contains("\"quantity\" : \"(hidden)\"", "\"pos\" : 2");
    }

    @Test
    void aLetterOfATableThatIsNoLongerDeclaredWaits() {
        settings.keySet().removeIf(key -> key.startsWith("hindsight.warehouse.postgres"));
        letters = new LetterCommands(directory, settings);
        var replayed = letters.run("replay");
        assertThat(replayed.out()).containsExactly("1 dead letter sent back");
        assertThat(replayed.exitCode()).isEqualTo(1);
        assertThat(replayed.err())
                .hasSize(3)
                .allMatch(line ->
                        line.endsWith("these settings have no route apply-orders-postgres; declare its table and"
                                + " warehouse again, or discard it"));
        assertThat(letters.run("list").out()).last().isEqualTo("3 dead letters");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThat(letters.run("discard").err())
                .anySatisfy(line -> assertThat(line).startsWith("Say which dead letters to remove for good, or --all"));
        assertThat(letters.run("list", "--since", "yesterday").exitCode()).isEqualTo(2);
        settings.put("hindsight.name", name + "_new");
        assertThat(new LetterCommands(directory, settings).run("list").out()).containsExactly("0 dead letters");
        settings.put("hindsight.kafka.brokers", "127.0.0.1:1");
        var away = new LetterCommands(directory, settings).run("list");
        assertThat(away.exitCode()).isEqualTo(1);
        assertThat(away.err())
                .singleElement()
                .asString()
                .contains("Kafka at 127.0.0.1:1", "check hindsight.kafka.brokers");
    }
}
