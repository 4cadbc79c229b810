package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** What becomes of a change that a warehouse refuses, and of the others in its batch. */
class ApplyRouteRefusalTest extends MockedApplyRoute {

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
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("53100"));
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

    /** The index of a table may have less room than its stage. */
    @Test
    void aRowThatCanBeStagedAndNotAppliedIsFoundByHalves() {
        var staged = new ArrayList<String>();
        when("stage", exchange -> exchange.getMessage()
                .getBody(ApplyBatch.class)
                .forEach(row -> staged.add(row.get("rows").toString())));
        when("clear", exchange -> staged.clear());
        when("apply", exchange -> {
            if (staged.toString().contains("\"id\":2,")) {
                throw new DataIntegrityViolationException("refused", new SQLException("no", "54000"));
            }
        });
        assertThat(apply(batch(COLUMNS, 'c', 'c', 'c', 't')).getException()).isNull();
        assertThat(steps.stream().filter(step -> step.matches("apply|clear|dead letter|commit")))
                .as("all, the first, the two others, each of them")
                .containsExactly(
                        "apply",
                        "clear",
                        "apply",
                        "clear",
                        "apply",
                        "clear",
                        "apply",
                        "clear",
                        "apply",
                        "clear",
                        "dead letter",
                        "commit");
        assertThat(steps).filteredOn("note-truncate"::equals).hasSize(5);
        assertThat(deadLetters().getExchanges()).singleElement().satisfies(exchange -> {
            var header = exchange.getMessage().getHeaders();
            assertThat(header.get("hindsight.error.reason"))
                    .asString()
                    .contains(
                            "no room for the row",
                            "its key, id, is too long",
                            "54000",
                            "hindsight.table.items.warehouses");
            assertThat(header.get("hindsight.error.offset")).isEqualTo("1");
        });
        assertThat(table.trouble()).isEmpty();
    }

    @Test
    void aWarehouseThatFailsToApplyRefusesNothing() {
        when("apply", failing());
        apply(batch(COLUMNS, 'c', 'c'));
        assertThat(steps).containsExactly("stage", "apply", "clear");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("53100"));
    }

    @Test
    void whereARowThatCannotBeAppliedStopsTheTableNothingIsCommitted() {
        table = table(Map.of("hindsight.table.items.on-refusal", "stop"));
        when("apply", exchange -> {
            throw new DataIntegrityViolationException("refused", new SQLException("no", "54000"));
        });
        assertThat(apply(batch(COLUMNS, 'c', 'c')).getException()).isNull();
        assertThat(steps).contains("clear").doesNotContain("dead letter", "commit");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("items-0@0", "54000"));
    }

    /** As a warehouse does where the key is among the rows of a part. */
    private static void refuse(Exchange exchange, String key) {
        for (var row : exchange.getMessage().getBody(ApplyBatch.class)) {
            if (row.get("rows").toString().contains("\"id\":" + key + ",")) {
                throw new DataIntegrityViolationException("refused", new SQLException("no", "23514"));
            }
        }
    }
}
