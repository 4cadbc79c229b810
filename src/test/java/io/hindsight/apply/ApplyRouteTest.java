package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the apply route does with a batch, in which order. */
class ApplyRouteTest extends MockedApplyRoute {

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
}
