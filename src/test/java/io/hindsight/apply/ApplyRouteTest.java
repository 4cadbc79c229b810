package io.hindsight.apply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.observe.ApplyMeters;
import io.hindsight.observe.Meters;
import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.ColumnsHeader;
import io.hindsight.testing.DebeziumChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What the apply route itself decides: the order of its steps, and what becomes of a batch that can't go on. */
class ApplyRouteTest extends CamelTestSupport {

    private static final String TOPIC = "shop.shop.items";
    private static final byte[] COLUMNS = columns("[\"id\",\"INT\",false,0,0,false,1]");
    private static final byte[] WITH_NAME =
            columns("[\"id\",\"INT\",false,0,0,false,1],[\"name\",\"TEXT\",false,0,0,true,0]");

    /** What was done, in its order. */
    private final List<String> steps = new ArrayList<>();

    private AppliedTable table;

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        configuration.withUseAdviceWith(true);
    }

    /** Nothing leaves the process, and the makers of tables get their orders elsewhere. */
    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.withMockEndpointsAndSkip("(sql|jdbc):.*|direct:.*alter-dw");
    }

    private static Settings settings(Map<String, String> more) {
        var settings = new TreeMap<>(Map.of(
                "hindsight.name", "shop",
                "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw",
                "hindsight.table.items.source", "shop.items"));
        settings.putAll(more);
        return Settings.of(settings);
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        var settings = settings(Map.of());
        registry.bind("settings", settings);
        registry.bind("dw", DataSource.class, new Away());
        registry.bind("dw-ddl", DataSource.class, new Away());
        registry.bind(
                "dw-errors", new WarehouseErrors(settings.warehouses().get(0).dialect()));
        registry.bind("applyHealth", new ApplyHealth());
        registry.bind("deadLetterMessage", new DeadLetterMessage());
    }

    /** No step asks a warehouse here but the one that looks at a table. */
    private static final class Away extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLTransientConnectionException("away", "08001", 7);
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        var made = super.createCamelContext();
        for (var file : List.of("errors", "apply")) {
            PluginHelper.getRoutesLoader(made)
                    .loadRoutes(PluginHelper.getResourceLoader(made)
                            .resolveResource("file:routes/" + file + ".camel.yaml"));
        }
        return made;
    }

    /** But for their beginnings the routes are the shipped ones. */
    @BeforeEach
    void startBetweenMocks() throws Exception {
        template("alter", "alter-dw").add();
        template("apply", "apply-dw")
                .parameter("group", "shop.apply-dw")
                .parameter("clients", "clients")
                .parameter("consumers", 1)
                .parameter("noteTruncate", "")
                .parameter("stageTruncate", "")
                .parameter("stage", "")
                .parameter("apply", "")
                .parameter("clear", "")
                .add();
        AdviceWith.adviceWith(context, "apply-dw", route -> route.replaceFromWith("direct:tables"));
        AdviceWith.adviceWith(context, "alter-dw", route -> route.replaceFromWith("direct:changes"));
        AdviceWith.adviceWith(context, "dead-letters", route -> route.weaveById("dead-letter-topic")
                .replace()
                .to("mock:dead-letters"));
        for (var step : List.of("note-truncate", "stage-truncate", "stage", "apply", "clear")) {
            when(step, exchange -> {});
        }
        deadLetters().whenAnyExchangeReceived(exchange -> steps.add("dead letter"));
        context.start();
        table = table(Map.of());
    }

    private TemplatedRouteBuilder template(String template, String route) {
        return TemplatedRouteBuilder.builder(context, template).routeId(route).parameter("warehouse", "dw");
    }

    private AppliedTable table(Map<String, String> more) {
        var settings = settings(more);
        var declaration = settings.tables().get(0);
        var meters = new ApplyMeters(Meters.of(context), Meters.tags(declaration, "dw"));
        var made =
                new AppliedTable(settings, settings.warehouses().get(0), declaration, new Away(), Optional.of(meters));
        var kept = CapturedTable.madeUnder(declaration, ColumnsHeader.read(COLUMNS));
        made.keep(kept, kept);
        return made;
    }

    @Test
    void offsetsAreCommittedAfterRowsAreStagedAppliedAndCleared() {
        var staged = new ArrayList<>();
        when(
                "stage",
                exchange -> exchange.getMessage().getBody(ApplyBatch.class).forEach(staged::add));
        assertThat(apply(batch(COLUMNS, 'c', 'u', 'd', 'r')).getException()).isNull();
        assertThat(steps).containsExactly("stage", "apply", "clear", "commit");
        assertThat(staged).as("the rows").isNotEmpty();
    }

    @Test
    void eachStepRunsTheTablesOwnStatement() {
        apply(batch(COLUMNS, 't', 'c'));
        for (var step : List.of("note-truncate", "stage-truncate", "stage", "apply", "clear")) {
            assertThat(warehouse(step).getExchanges())
                    .as(step)
                    .singleElement()
                    .extracting(exchange -> exchange.getMessage().getHeader("CamelSqlQuery", String.class))
                    .asString()
                    .contains("items");
        }
    }

    @Test
    void aTruncateIsNotedAndStagedWithItsPlaceBeforeTheRows() {
        apply(batch(COLUMNS, 'c', 't'));
        assertThat(steps).containsExactly("note-truncate", "stage-truncate", "stage", "apply", "clear", "commit");
        assertThat(warehouse("stage-truncate").getExchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.getVariable("seq", String.class)).hasSize(32);
            assertThat(exchange.getVariable("at", String.class)).startsWith("2026-01-01");
            assertThat(exchange.getVariable("batch")).isNotNull();
        });
    }

    @Test
    void aTruncateAloneIsAppliedToo() {
        apply(batch(COLUMNS, 't'));
        assertThat(steps).containsExactly("note-truncate", "stage-truncate", "apply", "clear", "commit");
    }

    @Test
    void whatIsForNoneOfTheStepsIsCommittedAllTheSame() {
        var tombstone = new ConsumerRecord<byte[], Object>(TOPIC, 0, 3, key(1), null);
        apply(new TableBatch(table, List.of(tombstone), offsets -> steps.add("commit")));
        assertThat(steps).containsExactly("commit");
    }

    @Test
    void aBatchWithColumnsThatTheTableLacksGoesToBeAlteredAndIsNotCommitted() throws Exception {
        var altering = getMockEndpoint("mock:direct:alter-dw");
        altering.expectedMessageCount(1);
        assertThat(apply(batch(WITH_NAME, 'c')).getException()).isNull();
        altering.assertIsSatisfied();
        assertThat(altering.getExchanges().get(0).getMessage().getBody()).isInstanceOf(TableChange.class);
        assertThat(steps).isEmpty();
    }

    @Test
    void aTableThatCanNotBeAlteredNowWaitsWithItsReasonAndIsFreeForTheNextTry() throws Exception {
        var handled = new NotifyBuilder(context)
                .fromRoute("alter-dw")
                .whenCompleted(1)
                .create();
        var change = batch(WITH_NAME, 'c').read();
        template.sendBody("direct:changes", change);
        assertThat(handled.matches(10, TimeUnit.SECONDS)).isTrue();
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("away"));
        assertThat(table.beginChange()).as("may be altered").isTrue();
    }

    @Test
    void aTableThatIsBeingAlteredIsNotAlteredTwice() throws Exception {
        var change = batch(WITH_NAME, 'c').read();
        assertThat(change.begin()).isTrue();
        template.sendBody("direct:changes", change);
        assertThat(table.trouble()).as("nobody looked").isEmpty();
        assertThat(table.beginChange()).as("may be altered").isFalse();
    }

    @Test
    void aWarehouseThatFailsAtStagingLeavesTheBatchToItsConsumer() {
        when("stage", failing());
        assertThat(apply(batch(COLUMNS, 'c')).getException()).isNull();
        assertThat(steps).as("nothing is staged, so there is nothing to clear").containsExactly("stage");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("08006"));
    }

    @Test
    void aWarehouseThatFailsAtApplyingIsClearedOfWhatWasStaged() {
        when("apply", failing());
        assertThat(apply(batch(COLUMNS, 'c')).getException()).isNull();
        assertThat(steps).containsExactly("stage", "apply", "clear");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("08006"));
    }

    @Test
    void whereNotEvenClearingWorksTheBatchStillWaitsForItsReason() {
        when("apply", failing());
        when("clear", exchange -> {
            throw new DataAccessResourceFailureException("cleared", new SQLException("away", "57P01"));
        });
        assertThat(apply(batch(COLUMNS, 'c')).getException()).isNull();
        assertThat(steps).containsExactly("stage", "apply", "clear");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("08006"));
    }

    @Test
    void aRefusedValueGoesToTheDeadLettersAndTheRestIsApplied() {
        when("stage", exchange -> refuse(exchange, "2"));
        assertThat(apply(batch(COLUMNS, 'c', 'c', 'c')).getException()).isNull();
        assertThat(steps)
                .as("all, the first, the two others, each of them")
                .containsExactly(
                        "stage", "stage", "stage", "stage", "stage", "apply", "clear", "dead letter", "commit");
        assertThat(deadLetters().getExchanges()).singleElement().satisfies(exchange -> {
            var header = exchange.getMessage().getHeaders();
            assertThat(header.get("hindsight.error.reason")).asString().contains("23514");
            assertThat(header.get("hindsight.error.offset")).isEqualTo("1");
        });
        assertThat(table.trouble()).isEmpty();
    }

    @Test
    void aDeadLetterThatKafkaDoesNotTakeLeavesTheBatchUncommitted() {
        when("stage", exchange -> refuse(exchange, "1"));
        deadLetters().whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("no Kafka");
        });
        assertThat(apply(batch(COLUMNS, 'c', 'c')).getException()).isNull();
        assertThat(steps).doesNotContain("commit");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("no Kafka"));
    }

    @Test
    void aWarehouseThatFailsAfterARefusalRefusesNothingMore() {
        when("stage", exchange -> {
            refuse(exchange, "1");
            failing().process(exchange);
        });
        apply(batch(COLUMNS, 'c', 'c'));
        assertThat(steps).doesNotContain("dead letter", "commit");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("08006"));
    }

    @Test
    void whereARefusalStopsTheTableNothingIsAppliedAndNothingCommitted() {
        table = table(Map.of("hindsight.table.items.on-refusal", "stop"));
        when("stage", exchange -> refuse(exchange, "3"));
        assertThat(apply(batch(COLUMNS, 'c', 'c', 'c')).getException()).isNull();
        assertThat(steps).contains("clear").doesNotContain("apply", "dead letter", "commit");
        assertThat(table.isHeld()).isTrue();
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("items-0@2", "23514"));
    }

    @Test
    void aTablesTroubleEndsWithItsNextSuccess() {
        when("apply", failing());
        apply(batch(COLUMNS, 'c'));
        assertThat(table.trouble()).isPresent();
        when("apply", exchange -> {});
        apply(batch(COLUMNS, 'c'));
        assertThat(table.trouble()).isEmpty();
        assertThat(steps).endsWith("commit");
    }

    private Exchange apply(TableBatch batch) {
        return template.request(
                "direct:tables", exchange -> exchange.getMessage().setBody(batch));
    }

    /** A change of each op, of the keys 1, 2, 3, ... at the offsets 0, 1, 2, ... */
    private TableBatch batch(byte[] columns, Character... ops) {
        var messages = IntStream.range(0, ops.length)
                .mapToObj(index -> message(columns, ops[index], index))
                .toList();
        return new TableBatch(table, messages, offsets -> steps.add("commit"));
    }

    private static ConsumerRecord<byte[], Object> message(byte[] columns, char op, int offset) {
        var row = Map.of("id", offset + 1);
        var change = new DebeziumChange(
                "shop",
                "items",
                op,
                offset,
                0,
                Instant.parse("2026-01-01T00:00:00Z"),
                op == 't' ? null : row,
                op == 'd' ? row : null,
                op == 'd' || op == 't' ? null : row);
        var message = new ConsumerRecord<byte[], Object>(TOPIC, 0, offset, change.keyBytes(), change.valueBytes());
        message.headers().add(ColumnsHeader.NAME, columns);
        return message;
    }

    /** Does that at a step in the warehouse, once it has been noted. */
    private void when(String step, Processor then) {
        warehouse(step).whenAnyExchangeReceived(exchange -> {
            steps.add(step);
            then.process(exchange);
        });
    }

    private MockEndpoint warehouse(String step) {
        return getMockEndpoint("mock:sql:" + step);
    }

    private MockEndpoint deadLetters() {
        return getMockEndpoint("mock:dead-letters");
    }

    private static Processor failing() {
        return exchange -> {
            throw new DataAccessResourceFailureException("failed", new SQLException("broken", "08006"));
        };
    }

    /** As a warehouse does where the key is among the rows of a part. */
    private static void refuse(Exchange exchange, String key) {
        for (var row : exchange.getMessage().getBody(ApplyBatch.class)) {
            if (row.get("rows").toString().contains("\"id\":" + key + ",")) {
                throw new DataIntegrityViolationException("refused", new SQLException("no", "23514"));
            }
        }
    }

    private static byte[] key(int id) {
        return ("{\"id\":" + id + "}").getBytes(UTF_8);
    }

    private static byte[] columns(String columns) {
        return ("[" + columns + "]").getBytes(UTF_8);
    }
}
