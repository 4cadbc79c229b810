package io.hindsight.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.Envelope;
import io.hindsight.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the capture route itself decides: which way a change takes by its op, and that nothing goes on after a failure. */
class CaptureRouteTest extends CamelTestSupport {

    private static final String FROM = "direct:binlog";

    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field(
                    "id",
                    SchemaBuilder.int32()
                            .parameter("__debezium.source.column.type", "INT")
                            .build())
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("shop.items.Envelope")
            .field(Envelope.FieldName.BEFORE, ROW)
            .field(Envelope.FieldName.AFTER, ROW)
            .field(Envelope.FieldName.SOURCE, SOURCE)
            .field(Envelope.FieldName.OPERATION, Schema.STRING_SCHEMA)
            .build();

    @EndpointInject("mock:topics")
    private MockEndpoint topics;

    @EndpointInject("mock:truncates")
    private MockEndpoint truncates;

    private final List<List<Message>> sent = new ArrayList<>();

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        configuration.withUseAdviceWith(true);
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind(
                "settings",
                Settings.of(Map.of(
                        "hindsight.name", "shop",
                        "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw",
                        "hindsight.table.items.source", "shop.items")));
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        var made = super.createCamelContext();
        for (var file : List.of("send", "capture")) {
            PluginHelper.getRoutesLoader(made)
                    .loadRoutes(PluginHelper.getResourceLoader(made)
                            .resolveResource("file:routes/" + file + ".camel.yaml"));
        }
        return made;
    }

    /** But for its ends the route is the shipped one; how many partitions a truncate goes to only Kafka could say. */
    @BeforeEach
    void startBetweenMocks() throws Exception {
        AdviceWith.adviceWith(context, "capture", route -> route.replaceFromWith(FROM));
        AdviceWith.adviceWith(context, "send", route -> {
            route.weaveById("topics").replace().to("mock:topics");
            route.weaveById("truncate-messages").replace().to("mock:truncates");
        });
        topics.whenAnyExchangeReceived(exchange -> {
            if (!op(exchange).equals("t")) {
                var messages = new ArrayList<Message>();
                exchange.getMessage().getBody(Iterable.class).forEach(message -> messages.add((Message) message));
                sent.add(messages);
            }
        });
        context.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r", "c", "u", "d"})
    void aRowsChangeGoesToItsTablesTopicUnderItsKey(String op) {
        assertThat(capture(change(op, 1)).getException()).isNull();
        assertThat(topics.getExchanges()).extracting(this::op).containsExactly(op);
        assertThat(sent.get(0)).singleElement().satisfies(message -> {
            assertThat(message.getHeader(KafkaConstants.OVERRIDE_TOPIC)).isEqualTo("shop.shop.items");
            assertThat(message.getHeader(KafkaConstants.KEY, byte[].class)).isEqualTo(bytes("{\"id\":1}"));
            assertThat(message.getHeaders()).as("Kafka's own").containsOnlyKeys("hindsight.epoch", "hindsight.columns");
        });
        assertThat(truncates.getExchanges()).isEmpty();
    }

    @Test
    void rowsInARowAreSentTogetherAndTheHeaderNamesTheirOps() {
        capture(change("c", 1), change("u", 1), change("c", 2), change("d", 1));
        assertThat(topics.getExchanges()).extracting(this::op).containsExactly("cud");
        assertThat(sent.get(0)).hasSize(4);
    }

    @Test
    void aTruncateGoesItsOwnWayBetweenTheRowsAroundIt() {
        capture(change("c", 1), change("t", 0), change("t", 0), change("c", 2));
        assertThat(topics.getExchanges()).extracting(this::op).containsExactly("c", "t", "t", "c");
        assertThat(truncates.getExchanges()).extracting(this::op).containsExactly("t", "t");
    }

    @Test
    void ddlGoesToThePipelinesOwnTopic() {
        capture(change("c", 1), ddl());
        assertThat(topics.getExchanges()).extracting(this::op).containsExactly("c", "schema");
        assertThat(sent.get(1))
                .singleElement()
                .extracting(message -> message.getHeader(KafkaConstants.OVERRIDE_TOPIC))
                .isEqualTo("shop");
    }

    @Test
    void whatIsNoChangeIsLeftOut() {
        capture(
                named("io.debezium.connector.common.Heartbeat"),
                change("c", 1),
                new SourceRecord(null, null, "shop.shop.items", null, null, null, null, null));
        assertThat(topics.getExchanges()).extracting(this::op).containsExactly("c");
    }

    @Test
    void anUnknownOpFailsTheBatchByItsName() {
        var failed = capture(change("c", 1), change("m", 2), change("c", 3));
        assertThat(failed.getException()).hasRootCauseMessage("capture doesn't know what this is: m");
        assertThat(topics.getExchanges()).as("nothing goes on behind it").hasSize(1);
    }

    @Test
    void anUnknownKindOfRecordFailsTheBatchByItsName() {
        assertThat(capture(named("io.debezium.Surprise")).getException())
                .hasRootCauseMessage("capture doesn't know what this is: io.debezium.Surprise");
        assertThat(topics.getExchanges()).isEmpty();
    }

    @Test
    void whatKafkaRefusesFailsTheBatchAtOnceAndNothingGoesOnBehindIt() {
        topics.whenAnyExchangeReceived(exchange -> {
            throw new IllegalArgumentException("refused");
        });
        var failed = capture(change("c", 1), ddl(), change("c", 2));
        assertThat(failed.getException()).hasRootCauseMessage("refused");
        assertThat(topics.getExchanges())
                .as("neither a second try nor the next run")
                .hasSize(1);
    }

    private Exchange capture(SourceRecord... batch) {
        return template.request(FROM, exchange -> exchange.getMessage().setBody(Arrays.asList(batch)));
    }

    private String op(Exchange exchange) {
        return exchange.getMessage().getHeader("op", String.class);
    }

    private static SourceRecord change(String op, int id) {
        var row = new Struct(ROW).put("id", id);
        var value = new Struct(ENVELOPE)
                .put(op.equals("d") ? Envelope.FieldName.BEFORE : Envelope.FieldName.AFTER, row)
                .put(
                        Envelope.FieldName.SOURCE,
                        new Struct(SOURCE).put("db", "shop").put("table", "items"))
                .put(Envelope.FieldName.OPERATION, op);
        return new SourceRecord(null, null, "shop.shop.items", null, ROW, row, ENVELOPE, value);
    }

    private static SourceRecord ddl() {
        return named("io.debezium.connector.mysql.SchemaChangeValue");
    }

    private static SourceRecord named(String schema) {
        var value = SchemaBuilder.struct()
                .name(schema)
                .field("ddl", Schema.STRING_SCHEMA)
                .build();
        var key = new Struct(ROW).put("id", 1);
        return new SourceRecord(
                null, null, "shop", null, ROW, key, value, new Struct(value).put("ddl", "CREATE TABLE t (id INT)"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
