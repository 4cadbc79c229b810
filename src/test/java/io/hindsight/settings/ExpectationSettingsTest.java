package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hindsight.table.TableName;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be written of an expectation, and what is said of what can't. */
class ExpectationSettingsTest {

    private static final List<String> LEAST = List.of(
            "hindsight.warehouse.clickhouse.url=jdbc:clickhouse://localhost:8123/dw",
            "hindsight.warehouse.postgres.url=jdbc:postgresql://localhost:5432/dw",
            "hindsight.warehouse.lake.url=file:/tmp/lake",
            "hindsight.table.orders.source=shop.orders",
            "hindsight.table.customers.source=shop.customers",
            "hindsight.table.customers.warehouses=postgres, lake",
            "hindsight.table.raw.source=shop.raw",
            "hindsight.table.raw.warehouses=lake");

    private static Settings read(String... expectation) {
        var settings = new TreeMap<String, String>();
        Stream.concat(LEAST.stream(), Stream.of(expectation))
                .map(line -> line.split("=", 2))
                .forEach(setting -> settings.put(setting[0], setting[1]));
        return Settings.of(settings);
    }

    private static void assertWrong(String said, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not-null=id, email",
                "unique=email",
                "accepted-values=status:PENDING|SHIPPED",
                "accepted-range=price:0..10.5",
                "accepted-range=price:..10.5",
                "accepted-range=placed_at:2020-01-01 08:00:00..",
                "relationships=customer_id:customers.id",
                "freshness=created_at:1h",
                "empty=SELECT id FROM orders_current WHERE price > 3;",
                "empty=/* paid */ (select 1 from orders_current)",
                "empty=WITH some AS (SELECT 1) SELECT * FROM some"
            })
    void eachFormIsRead(String form) {
        var expectation = read("hindsight.expect.good.table=orders", "hindsight.expect.good." + form)
                .expectations()
                .get(0);
        assertThat(expectation.rows()).isPresent();
        assertThat(expectation.setting()).isEqualTo("hindsight.expect.good." + form.replaceFirst("=.*", ""));
        assertThat(expectation.every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(expectation.timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void thoseAreAskedThatKeepTheTablesAndAnswer() {
        var settings = read(
                "hindsight.expect.all.table=orders",
                "hindsight.expect.all.not-null=id",
                "hindsight.expect.both.table=orders",
                "hindsight.expect.both.relationships=customer_id:customers.id",
                "hindsight.expect.fresh.table=orders",
                "hindsight.expect.fresh.freshness=10m",
                "hindsight.expect.one.table=orders",
                "hindsight.expect.one.not-null=id",
                "hindsight.expect.one.warehouses=postgres");
        assertThat(settings.expectations())
                .extracting(Expectation::name, expectation -> String.join(" ", expectation.warehouses()))
                .containsExactly(
                        tuple("all", "clickhouse postgres"),
                        tuple("both", "postgres"),
                        tuple("fresh", "clickhouse lake postgres"),
                        tuple("one", "postgres"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "accepted-values=status; isn't of the form that is meant; status:PENDING|SHIPPED",
                "accepted-range=price:..; isn't of the form that is meant; price:0..10000",
                "accepted-range=0..3; isn't of the form that is meant; price:0..10000",
                "relationships=customer_id:clients.id; or no table is declared by that name; customer_id:customers.id",
                "freshness=soon; isn't of the form that is meant; 10m",
                "freshness=created_at:soon; isn't of the form that is meant; 10m",
                "empty=DELETE FROM orders; it isn't one SELECT; SELECT id FROM orders_current"
            })
    void whatIsNotOfTheFormIsNamed(String form, String said, String example) {
        var key = "hindsight.expect.bad." + form.replaceFirst("=.*", "");
        assertThatThrownBy(() -> read("hindsight.expect.bad.table=orders", "hindsight.expect.bad." + form))
                .hasMessageStartingWith(key + ": ")
                .hasMessageContaining(said)
                .hasMessageContaining(example);
    }

    @Test
    void severalStatementsAreNotOne() {
        assertWrong(
                "hindsight.expect.bad.empty: it isn't one SELECT",
                "hindsight.expect.bad.table=orders",
                "hindsight.expect.bad.empty=SELECT 1) AS x; DROP TABLE orders; SELECT (1");
    }

    @Test
    void anExpectationIsOneThingOfOneTable() {
        assertWrong(
                "hindsight.expect.bad.unique: hindsight.expect.bad.not-null is set too",
                "hindsight.expect.bad.table=orders",
                "hindsight.expect.bad.not-null=id",
                "hindsight.expect.bad.unique=id");
        assertWrong("hindsight.expect.bad.table: nothing is expected of it", "hindsight.expect.bad.table=orders");
        assertWrong("hindsight.expect.bad.table: is not set", "hindsight.expect.bad.unique=id");
        assertWrong(
                "hindsight.expect.bad.table: no table is declared as 'order'; write for example: customers, orders, raw",
                "hindsight.expect.bad.table=order",
                "hindsight.expect.bad.unique=id");
    }

    @Test
    void aWarehouseThatCannotAnswerIsRefused() {
        assertWrong(
                "hindsight.expect.bad.warehouses: 'lake' is a lake, which answers no SQL itself",
                "hindsight.expect.bad.table=orders",
                "hindsight.expect.bad.unique=id",
                "hindsight.expect.bad.warehouses=lake");
        assertWrong(
                "hindsight.expect.bad.warehouses: 'clickhouse' doesn't keep all the tables",
                "hindsight.expect.bad.table=orders",
                "hindsight.expect.bad.relationships=customer_id:customers.id",
                "hindsight.expect.bad.warehouses=clickhouse");
        assertWrong(
                "hindsight.expect.bad.warehouses: 'dw' is no warehouse",
                "hindsight.expect.bad.table=orders",
                "hindsight.expect.bad.unique=id",
                "hindsight.expect.bad.warehouses=dw");
        assertWrong(
                "hindsight.expect.bad.warehouses: no warehouse that keeps all the tables can be asked",
                "hindsight.expect.bad.table=raw",
                "hindsight.expect.bad.unique=id");
    }

    @Test
    void timesHaveBounds() {
        assertWrong(
                "hindsight.expect.bad.every: it is less than 1s",
                "hindsight.expect.bad.table=orders",
                "hindsight.expect.bad.unique=id",
                "hindsight.expect.bad.every=0s");
        assertWrong(
                "hindsight.expect.bad.timeout: it is more than 5 minutes",
                "hindsight.expect.bad.table=orders",
                "hindsight.expect.bad.unique=id",
                "hindsight.expect.bad.timeout=1h");
    }

    @Test
    void aTableThatAPatternIsToFindIsExpectedOfOnceItIsFound() {
        var settings = read(
                "hindsight.tables.all.source=web.*",
                "hindsight.table.logs.warehouses=lake",
                "hindsight.expect.visits_are_whole.table=visits",
                "hindsight.expect.visits_are_whole.not-null=id",
                "hindsight.expect.visits_have_pages.table=visits",
                "hindsight.expect.visits_have_pages.relationships=page:pages.id",
                "hindsight.expect.logs_are_whole.table=logs",
                "hindsight.expect.logs_are_whole.not-null=id",
                "hindsight.expect.orders_are_whole.table=orders",
                "hindsight.expect.orders_are_whole.not-null=id");
        assertThat(settings.expectations()).extracting(Expectation::name).containsExactly("orders_are_whole");
        assertThat(settings.expected().waiting())
                .containsExactly("logs_are_whole", "visits_are_whole", "visits_have_pages");
        settings.declared().add(new TableName("web", "visits"));
        assertThat(settings.expectations())
                .extracting(Expectation::name)
                .containsExactly("orders_are_whole", "visits_are_whole");
        settings.declared().add(new TableName("web", "pages"));
        // a lake can't be asked
        settings.declared().add(new TableName("web", "logs"));
        assertThat(settings.expectations())
                .extracting(Expectation::name)
                .containsExactly("orders_are_whole", "visits_are_whole", "visits_have_pages");
        assertThat(settings.expected().waiting()).isEmpty();
        assertWrong(
                "'visits' isn't of the form that is meant",
                "hindsight.tables.all.source=web.*",
                "hindsight.expect.wrong.table=visits",
                "hindsight.expect.wrong.relationships=visits");
    }
}
