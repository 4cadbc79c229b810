package io.hindsight.warehouse.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.history.Batch;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.CurrentConvergence;
import io.hindsight.warehouse.KeptRows;
import io.hindsight.warehouse.RefusedValueException;
import io.hindsight.warehouse.TestTables;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Example;

class IcebergCurrentConvergenceIT extends CurrentConvergence {

    private static final LakeTable PEOPLE =
            new LakeTable(Path.of("target", "lake", "current"), TestTables.people("people", KeepMode.CURRENT), 2);

    private static final LakeTable PARTIAL = new LakeTable(
            Path.of("target", "lake", "current-partly"), TestTables.peoplePartly("people_partly", KeepMode.CURRENT), 2);

    @Override
    protected KeptRows table() {
        return PEOPLE;
    }

    @Override
    protected KeptRows partial() {
        return PARTIAL;
    }

    /** A lake looks no version up for a current table, and refuses such a change. */
    @Override
    @Example
    protected void changesThatComeAgainLeaveTheValuesThatTheyDoNotSay() {
        assertThatThrownBy(super::changesThatComeAgainLeaveTheValuesThatTheyDoNotSay)
                .isInstanceOf(RefusedValueException.class)
                .hasMessageContaining("REPLICA IDENTITY FULL");
    }

    /** PostgreSQL's log says no more of a row that is deleted. */
    @Example
    void aDeleteThatSaysItsKeyAloneIsApplied() {
        PARTIAL.empty();
        PARTIAL.apply(new Batch(List.of(row('c', 1, "a", "x")), List.of(), List.of()));
        PARTIAL.apply(new Batch(List.of(row('d', 2, null, null, 1, 2)), List.of(), List.of()));
        assertThat(PARTIAL.latest()).isEmpty();
    }
}
