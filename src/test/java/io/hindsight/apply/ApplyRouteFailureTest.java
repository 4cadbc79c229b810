package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What becomes of a batch that a warehouse can't take now, and of its table's health. */
class ApplyRouteFailureTest extends MockedApplyRoute {

    @Test
    void aWarehouseThatFailsAtStagingLeavesTheBatchToItsConsumer() {
        when("stage", failing());
        assertThat(apply(batch(COLUMNS, 'c')).getException()).isNull();
        assertThat(steps).as("nothing is staged, so there is nothing to clear").containsExactly("stage");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("53100"));
    }

    @Test
    void aWarehouseThatFailsAtApplyingIsClearedOfWhatWasStaged() {
        when("apply", failing());
        assertThat(apply(batch(COLUMNS, 'c')).getException()).isNull();
        assertThat(steps).containsExactly("stage", "apply", "clear");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("53100"));
    }

    @Test
    void whereNotEvenClearingWorksTheBatchStillWaitsForItsReason() {
        when("apply", failing());
        when("clear", exchange -> {
            throw new DataAccessResourceFailureException("cleared", new SQLException("away", "57P01"));
        });
        assertThat(apply(batch(COLUMNS, 'c')).getException()).isNull();
        assertThat(steps).containsExactly("stage", "apply", "clear");
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("53100"));
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

    @Test
    void theSuccessOfAnotherPartitionDoesNotEndIt() {
        when("apply", failing());
        apply(batch(COLUMNS, 'c'));
        when("apply", exchange -> {});
        var tombstone = new ConsumerRecord<byte[], Object>(TOPIC, 1, 0, key(2), null);
        apply(new TableBatch(table, List.of(tombstone), offsets -> {}));
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("53100"));
    }
}
