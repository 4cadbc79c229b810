package io.hindsight.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.history.ForgottenRows;
import io.hindsight.history.ValueForm;
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
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The shipped apply route between mocks: what it does is noted, and a warehouse's steps do what a test says. */
abstract class MockedApplyRoute extends CamelTestSupport {

    static final String TOPIC = "shop.shop.items";
    static final byte[] COLUMNS = columns("[\"id\",\"INT\",false,0,0,false,1]");
    static final byte[] WITH_NAME = columns("[\"id\",\"INT\",false,0,0,false,1],[\"name\",\"TEXT\",false,0,0,true,0]");

    /** What was done, in its order. */
    final List<String> steps = new ArrayList<>();

    AppliedTable table;

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
        registry.bind("unknownRows", new UnknownRowsCheck());
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
        template("alter", "alter-dw")
                .parameter("ddl", "jdbc:dw-ddl?resetAutoCommit=false")
                .add();
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

    AppliedTable table(Map<String, String> more) {
        var settings = settings(more);
        var declaration = settings.tables().get(0);
        var meters = new ApplyMeters(Meters.of(context), Meters.tags(declaration, "dw"), List.of());
        var made = new AppliedTable(
                settings,
                settings.warehouses().get(0),
                declaration,
                new Away(),
                Optional.of(meters),
                ForgottenRows.NONE,
                ValueForm.JSON);
        var kept = CapturedTable.madeUnder(declaration, ColumnsHeader.read(COLUMNS));
        made.keep(kept, kept);
        return made;
    }

    Exchange apply(TableBatch batch) {
        return template.request(
                "direct:tables", exchange -> exchange.getMessage().setBody(batch));
    }

    /** A change of each op, of the keys 1, 2, 3, ... at the offsets 0, 1, 2, ... */
    TableBatch batch(byte[] columns, Character... ops) {
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
    void when(String step, Processor then) {
        warehouse(step).whenAnyExchangeReceived(exchange -> {
            steps.add(step);
            then.process(exchange);
        });
    }

    MockEndpoint warehouse(String step) {
        return getMockEndpoint("mock:sql:" + step);
    }

    MockEndpoint deadLetters() {
        return getMockEndpoint("mock:dead-letters");
    }

    static Processor failing() {
        return exchange -> {
            throw new DataAccessResourceFailureException("failed", new SQLException("broken", "53100"));
        };
    }

    static byte[] key(int id) {
        return ("{\"id\":" + id + "}").getBytes(UTF_8);
    }

    private static byte[] columns(String columns) {
        return ("[" + columns + "]").getBytes(UTF_8);
    }
}
