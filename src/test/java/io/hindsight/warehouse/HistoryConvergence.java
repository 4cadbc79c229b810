package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.Batch;
import io.hindsight.history.HistoryModel;
import io.hindsight.history.Row;
import io.hindsight.history.Truncate;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.KeepMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The law of convergence for histories: whatever way the changes arrive, the table is what their set says. */
public abstract class HistoryConvergence {

    /** The table under test, on the engine that the suite is for. */
    protected abstract KeptRows table();

    /** One of which changes have times in seconds. */
    protected abstract KeptRows apart();

    /** One of which changes leave out values that are as before. */
    protected abstract KeptRows partial();

    static KeptTable peoplePartly(Engine engine) {
        return new KeptTable(engine, TestTables.peoplePartly("people_partly", KeepMode.HISTORY));
    }

    static KeptTable peopleApart(Engine engine) {
        return new KeptTable(engine, TestTables.peopleApart("people_apart"));
    }

    static KeptTable people(Engine engine) {
        return new KeptTable(engine, TestTables.people("people_history", KeepMode.HISTORY));
    }

    @Provide
    Arbitrary<Changes> changes() {
        return ChangesArbitrary.changes();
    }

    @Property(tries = 120)
    void anyArrivalEndsInTheSameHistory(@ForAll("changes") Changes changes) {
        table().empty();
        changes.batches().forEach(table()::apply);
        assertThat(table().versions()).isEqualTo(HistoryModel.versions(changes.rows(), changes.truncates()));
    }

    @Property(tries = 60)
    void soDoesAHistoryOfWhichChangesStandAMicrosecondApart(@ForAll("changes") Changes changes) {
        apart().empty();
        changes.batches().forEach(apart()::apply);
        assertThat(apart().versions())
                .isEqualTo(HistoryModel.versions(changes.rows(), changes.truncates(), Duration.ofNanos(1_000)));
    }

    @Provide
    Arbitrary<Changes> partialChanges() {
        return ChangesArbitrary.partialChanges();
    }

    @Property(tries = 120)
    void soDoesAHistoryOfWhichChangesLeaveOutWhatIsAsBefore(@ForAll("partialChanges") Changes changes) {
        partial().empty();
        changes.batches().forEach(partial()::apply);
        assertThat(partial().versions()).isEqualTo(HistoryModel.versions(changes.rows(), changes.truncates()));
    }

    @Example
    void aTruncateThatArrivesAfterALaterOneEndsWhatThatHadEnded() {
        var row = new Row('c', at(1), seq(1), Arrays.asList(1L, "a", "x"), null);
        var first = new Truncate(at(2), seq(2));
        var second = new Truncate(at(9), seq(3));
        table().empty();
        table().apply(new Batch(List.of(row), List.of(second), List.of()));
        table().apply(new Batch(List.of(), List.of(first), List.of()));
        assertThat(table().versions()).isEqualTo(HistoryModel.versions(List.of(row), List.of(first, second)));
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(1_700_000_000L + second);
    }

    private static String seq(int place) {
        return new BinlogOffset("binlog.000001", place).changeSeq(0, 0);
    }
}
