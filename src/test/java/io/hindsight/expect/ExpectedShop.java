package io.hindsight.expect;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.observe.Meters;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A running pipeline of orders and customers, of which each form of expectation is asked each second. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExpectedShop {

    static final List<String> WAREHOUSES = List.of("clickhouse", "postgres", "starrocks");

    final String name = Unique.name("expected");
    final Map<String, String> settings = Pipeline.settings(name, WAREHOUSES);
    Pipeline pipeline;

    @BeforeAll
    void run() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".customers (id BIGINT PRIMARY KEY, name VARCHAR(20))",
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, customer INT, status ENUM('PENDING',"
                                + " 'SHIPPED', 'LOST'), price DECIMAL(12, 2) NOT NULL, email VARCHAR(40), placed DATE,"
                                + " changed DATETIME(3))",
                        "INSERT INTO " + name + ".customers VALUES (1, 'Ann'), (2, NULL)",
                        "INSERT INTO " + name + ".orders VALUES"
                                + " (1, 1, 'PENDING', 10.5, 'ann@example.org', '2026-01-01', UTC_TIMESTAMP()),"
                                + " (2, 2, 'SHIPPED', 1000.50, NULL, '2026-01-02', UTC_TIMESTAMP()),"
                                + " (3, 2, NULL, 0, NULL, NULL, UTC_TIMESTAMP())");
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + name));
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.orders.rename", "customer:customer_id");
        settings.put("hindsight.table.customers.source", name + ".customers");
        settings.put("hindsight.table.customers.keep", "current");
        expect("filled", "orders", "not-null", "customer_id, price");
        expect("single", "orders", "unique", "email");
        expect("known", "orders", "accepted-values", "status:PENDING|SHIPPED");
        expect("few", "customers", "accepted-values", "id:1|2");
        expect("cheap", "orders", "accepted-range", "price:0..1000.50");
        expect("recent", "orders", "accepted-range", "placed:2026-01-01..");
        expect("owned", "orders", "relationships", "customer_id:customers.id");
        expect("alive", "orders", "freshness", "changed:30m");
        expect(
                "paid",
                "orders",
                "empty",
                "SELECT id FROM orders_current WHERE price > 900 AND status = 'PENDING' -- ?");
        expect("complete", "orders", "freshness", "15s");
        settings.put("hindsight.expect.complete.warehouses", "postgres");
        settings.put("hindsight.expect.complete.timeout", "10s");
        expect("slow", "orders", "empty", "SELECT 1 FROM pg_sleep(30)");
        settings.put("hindsight.expect.slow.warehouses", "postgres");
        settings.put("hindsight.expect.slow.timeout", "1s");
        settings.put("hindsight.expect.slow.every", "1h");
        pipeline = Pipeline.start(settings);
    }

    private void expect(String expectation, String table, String form, String what) {
        settings.put("hindsight.expect." + expectation + ".table", table);
        settings.put("hindsight.expect." + expectation + "." + form, what);
        settings.put("hindsight.expect." + expectation + ".every", "1s");
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    final void source(String sql) {
        TestServers.mySql().execute(sql.replace("orders", name + ".orders").replace("customers", name + ".customers"));
    }

    /** What isn't zero, by expectation, in a warehouse. */
    final Map<String, Long> failing(String warehouse) {
        var failing = new HashMap<String, Long>();
        Meters.of(pipeline.context())
                .get("hindsight.expect.failing.rows")
                .tag("warehouse", warehouse)
                .gauges()
                .forEach(gauge -> {
                    var rows = gauge.value();
                    if (rows != 0) {
                        failing.put(gauge.getId().getTag("expectation"), Double.isNaN(rows) ? -1 : (long) rows);
                    }
                });
        failing.remove("slow");
        return failing;
    }

    final void awaitFailing(Map<String, Long> rows) {
        for (var warehouse : WAREHOUSES) {
            await(warehouse + ": " + rows).ignoreExceptions().untilAsserted(() -> assertThat(failing(warehouse))
                    .as(problems())
                    .isEqualTo(rows));
        }
    }

    final String problems() {
        return HealthCheckRegistry.get(pipeline.context())
                .getCheck("expectations")
                .orElseThrow()
                .call()
                .getMessage()
                .orElse("");
    }
}
