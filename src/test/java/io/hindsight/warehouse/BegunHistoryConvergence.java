package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.HistoryModel;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The same law where a message says since when all is known, whenever that comes. */
abstract class BegunHistoryConvergence extends HistoryConvergence {

    /** One whose history begins before its rows were read. */
    protected abstract KeptRows begun();

    static KeptTable peopleBegun(Engine engine) {
        return new KeptTable(engine, TestTables.peopleBegun("people_begun"));
    }

    @Provide
    Arbitrary<Changes> changesSinceABeginning() {
        return ChangesArbitrary.changesSinceABeginning();
    }

    @Property(tries = 120)
    void soDoesAHistoryThatBeginsBeforeItsRowsWereRead(@ForAll("changesSinceABeginning") Changes changes) {
        begun().empty();
        changes.batches().forEach(begun()::apply);
        assertThat(begun().versions())
                .isEqualTo(HistoryModel.versions(changes.rows(), changes.truncates(), changes.beginnings()));
    }
}
