package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.CurrentModel;
import io.hindsight.table.KeepMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The law of convergence for the latest rows: whatever way the changes arrive, the table is what their set says. */
public abstract class CurrentConvergence {

    /** The table under test, on the engine that the suite is for. */
    protected abstract KeptRows table();

    static KeptTable people(Engine engine) {
        return new KeptTable(engine, TestTables.people("people", KeepMode.CURRENT));
    }

    @Provide
    Arbitrary<Changes> changes() {
        return ChangesArbitrary.changes();
    }

    @Property(tries = 60)
    void anyArrivalEndsInTheSameLatestRows(@ForAll("changes") Changes changes) {
        table().empty();
        changes.batches().forEach(table()::apply);
        assertThat(table().latest()).isEqualTo(CurrentModel.latest(changes.rows(), changes.truncates()));
    }
}
