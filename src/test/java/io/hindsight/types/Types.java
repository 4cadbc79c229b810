package io.hindsight.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A value arrives as it was: what the warehouse says of it is what MySQL says. */
abstract class Types {

    private static final int LONGEST_NAME = 60;

    /** The name of the warehouse that the suite is for. */
    abstract String warehouse();

    @TestFactory
    Stream<DynamicNode> everyValueOfEveryType() {
        return TypeColumn.ALL.stream()
                .filter(this::isKept)
                .map(column -> dynamicContainer(column.type(), tests(column)));
    }

    /** Whether the warehouse can have such a column. */
    boolean isKept(TypeColumn column) {
        return true;
    }

    private Stream<DynamicNode> tests(TypeColumn column) {
        var trip = RoundTrip.once();
        var source = byId(Rows.of(
                TestServers.mySql(),
                trip.database(),
                "SELECT id, " + column.form().mySql(column.name()) + " FROM every_type"));
        var kept = byId(Rows.of(
                Pipeline.server(warehouse()),
                trip.database(),
                "SELECT id, " + column.form().warehouse(warehouse(), column.name()) + " FROM "
                        + RoundTrip.from(warehouse(), trip.database(), RoundTrip.everyType(warehouse()))));
        return IntStream.range(0, column.isGenerated() ? 1 : column.literals().size() + 1)
                .boxed()
                .flatMap(row -> Stream.of(row, RoundTrip.BINLOG + row))
                .map(id -> dynamicTest(name(column, id), () -> assertThat(meaning(column, kept.get(id)))
                        .isEqualTo(meaning(column, source.get(id)))));
    }

    private static String name(TypeColumn column, int id) {
        var literal = column.literal(id % RoundTrip.BINLOG);
        return column.type() + " " + literal.substring(0, Math.min(LONGEST_NAME, literal.length()))
                + (id < RoundTrip.BINLOG ? " from the snapshot" : " from the binlog");
    }

    private static String meaning(TypeColumn column, String text) {
        return text == null || text.equals("null") ? text : column.form().meaning(text);
    }

    private static Map<Integer, String> byId(List<String> rows) {
        var byId = new HashMap<Integer, String>();
        rows.forEach(row -> {
            var bar = row.indexOf('|');
            byId.put(Integer.valueOf(row.substring(0, bar)), row.substring(bar + 1));
        });
        return byId;
    }

    @Test
    void zeroDatesAreNullWhetherTheColumnIsNullableOrNot() {
        assertThat(rows("SELECT id, d, dt, dt6, ts, d_set, dt_set, dt6_set, ts_set FROM zero ORDER BY id"))
                .containsExactly("0" + "|null".repeat(8), RoundTrip.BINLOG + "|null".repeat(8));
    }

    /** For the engines that can have such keys. */
    void assertOddKeys() {
        var latest = rows("SELECT is_current, op_type, v FROM odd_keys ORDER BY is_current, op_type");
        assertThat(latest).hasSize(12);
        assertThat(latest.stream().filter(row -> row.matches("(1|t|true)\\|u\\|changed")))
                .hasSize(6);
        assertThat(latest.stream().filter(row -> row.matches("(0|f|false)\\|[rc]\\|new")))
                .hasSize(6);
    }

    /** Dead letters of this warehouse and a table: their reasons. */
    List<String> reasons(String table, int atLeast) {
        var trip = RoundTrip.once();
        return TestTopic.read(TestServers.kafka(), trip.database() + ".dead-letters", atLeast).stream()
                .filter(letter -> trip.database()
                        .concat("." + table)
                        .equals(TestTopic.text(letter.headers(), "hindsight.error.table")))
                .filter(letter -> warehouse().equals(TestTopic.text(letter.headers(), "hindsight.error.warehouse")))
                .map(letter -> TestTopic.text(letter.headers(), "hindsight.error.reason"))
                .toList();
    }

    List<String> rows(String sql) {
        return Rows.of(Pipeline.server(warehouse()), RoundTrip.once().database(), sql);
    }
}
