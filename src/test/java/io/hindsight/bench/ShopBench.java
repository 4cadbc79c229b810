package io.hindsight.bench;

import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The scenario shop at a steady rate of orders: how late they are in Kafka and in ClickHouse, and whether all arrive. */
final class ShopBench {

    private static final Path SCENARIO = Path.of("scenarios", "shop").toAbsolutePath();
    private static final String TOPIC = "orders-cdc-topic";
    private static final long FIRST_ID = 1_000_000_000L;
    private static final String INSERT = "INSERT INTO orders (order_id, user_id, product_name, quantity, total_price)"
            + " VALUES (?, 1, 'Lamp', 1, 24.90)";

    private ShopBench() {}

    static void run(Path directory, int rate, int warmUp, int seconds) throws Exception {
        TestServers.mySql()
                .execute(Files.readString(SCENARIO.resolve("source.sql"))
                        .replaceAll("(?m)^--.*$", "")
                        .split(";\\s*(\n|$)"));
        TestServers.clickHouse().execute("CREATE DATABASE shop");
        try (var program = Program.start(directory.resolve("shop"), settings())) {
            awaitFirstOrders();
            try (var topic = new TopicPlace(TestServers.kafka().bootstrapServers(), TOPIC);
                    var orders = new WarehousePlace(
                            TestServers.clickHouse(),
                            "shop",
                            "SELECT max(order_id) FROM orders_realtime WHERE order_id > ?")) {
                var freshness = new Freshness(TestServers.mySql(), "shop", INSERT);
                print("cold", rate, freshness.measure(rate, warmUp, FIRST_ID, topic, orders));
                print("warm", rate, freshness.measure(rate, seconds, FIRST_ID + (long) rate * warmUp, topic, orders));
            }
            System.out.printf(
                    "shop         source %s, warehouse %s; %.2f ms of processor a change%n",
                    Rows.of(TestServers.mySql(), "shop", "SELECT count(*), sum(order_id) FROM orders"),
                    Rows.of(TestServers.clickHouse(), "shop", "SELECT count(), sum(order_id) FROM orders_realtime"),
                    program.processorSeconds() * 1e3 / (rate * (warmUp + seconds)));
        }
    }

    private static void print(String state, int rate, List<Freshness.Delay> delays) {
        var places = List.of("in Kafka", "in ClickHouse");
        for (var place = 0; place < places.size(); place++) {
            var delay = delays.get(place);
            System.out.printf(
                    "shop         %s, at %,d orders/s %s after p50 %.2f s, p95 %.2f s, p99 %.2f s%n",
                    state, rate, places.get(place), delay.p50(), delay.p95(), delay.p99());
        }
    }

    private static void awaitFirstOrders() throws InterruptedException {
        while (true) {
            TimeUnit.MILLISECONDS.sleep(100);
            try {
                if (!Rows.of(TestServers.clickHouse(), "shop", "SELECT 1 FROM orders_realtime LIMIT 1")
                        .isEmpty()) {
                    return;
                }
            } catch (IllegalStateException noTableYet) {
                // it is made when the program starts
            }
        }
    }

    private static Map<String, String> settings() throws IOException {
        var file = new Properties();
        try (var reader = Files.newBufferedReader(SCENARIO.resolve("application.properties"))) {
            file.load(reader);
        }
        var settings = new TreeMap<String, String>();
        file.stringPropertyNames().forEach(key -> settings.put(key, file.getProperty(key)));
        // the API and the page find their files from the scenario's own folder, and aren't measured here
        settings.put("hindsight.routes", "file:" + SCENARIO + "/routes/traffic.camel.yaml");
        settings.remove("hindsight.console.site");
        settings.put("traffic.enabled", "false");
        settings.put("hindsight.http.port", "0");
        settings.put("hindsight.source.hostname", TestServers.mySql().host());
        settings.put("hindsight.source.port", String.valueOf(TestServers.mySql().port()));
        settings.put("hindsight.source.username", TestServers.mySql().username());
        settings.put("hindsight.source.password", TestServers.mySql().password());
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        settings.put(
                "hindsight.warehouse.clickhouse.url", TestServers.clickHouse().jdbcUrl("shop"));
        settings.put("hindsight.warehouse.clickhouse.password", "");
        return settings;
    }
}
