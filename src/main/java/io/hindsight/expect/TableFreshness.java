package io.hindsight.expect;

import io.hindsight.capture.held.HeldTables;
import io.hindsight.reconcile.CatchUp;
import io.hindsight.settings.Expectation;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;

/** Up to which moment a warehouse has all that the source committed of a table, as {@code hindsight wait} finds it. */
final class TableFreshness {

    private final Settings settings;
    private final Expectation expectation;
    private final String warehouse;

    /** Begins as if all had been there at first: the least that can be said. */
    private Instant complete = Instant.now();

    TableFreshness(Settings settings, Expectation expectation, String warehouse) {
        this.settings = settings;
        this.expectation = expectation;
        this.warehouse = warehouse;
    }

    /** Looks once more, and says whether the moment is recent enough: what can't be asked hasn't come further. */
    boolean isEnough() throws InterruptedException {
        var now = Instant.now();
        if (isComplete()) {
            complete = now;
        }
        return Duration.between(complete, Instant.now()).compareTo(expectation.oldest()) <= 0;
    }

    private boolean isComplete() throws InterruptedException {
        var table = expectation.table();
        var end = System.nanoTime() + expectation.timeout().toNanos();
        try (var source = Source.open(settings.source());
                var catchUp = new CatchUp(settings);
                var held = HeldTables.read(settings)) {
            return held.open(table.source()).isEmpty()
                    && catchUp.awaitCaptured(source.end(), end)
                    && catchUp.awaitApplied(table, warehouse, end);
        } catch (SQLException | IllegalStateException | KafkaException silent) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "complete up to " + complete + " only";
    }
}
