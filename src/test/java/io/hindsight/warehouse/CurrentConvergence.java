package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.Batch;
import io.hindsight.history.CurrentModel;
import io.hindsight.history.Row;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.KeepMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The law of convergence for the latest rows: whatever way the changes arrive, the table is what their set says. */
public abstract class CurrentConvergence {

    /** The table under test, on the engine that the suite is for. */
    protected abstract KeptRows table();

    /** One of which changes leave out values that are as before. */
    protected abstract KeptRows partial();

    static KeptTable peoplePartly(Engine engine) {
        return new KeptTable(engine, TestTables.peoplePartly("people_now_partly", KeepMode.CURRENT));
    }

    static KeptTable people(Engine engine) {
        return new KeptTable(engine, TestTables.people("people", KeepMode.CURRENT));
    }

    @Provide
    Arbitrary<Changes> changes() {
        return ChangesArbitrary.changes();
    }

    /** As after a kill between the statement and the commit of Kafka's offsets. */
    @Example
    protected void changesThatComeAgainLeaveTheValuesThatTheyDoNotSay() {
        var created = List.of(row('c', 1, "a", "x"));
        var updated = List.of(row('u', 2, null, "y", 1), row('u', 3, null, "z", 1));
        partial().empty();
        for (var rows : List.of(created, updated, updated)) {
            partial().apply(new Batch(rows, List.of(), List.of()));
            partial().latest();
        }
        assertThat(partial().latest()).isEqualTo(CurrentModel.latest(List.of(row('u', 3, "a", "z")), List.of()));
    }

    protected static Row row(char op, int place, String name, String city, Integer... unchanged) {
        var at = Instant.ofEpochSecond(1_700_000_000L + place);
        return new Row(
                op,
                at,
                new BinlogOffset("binlog.000001", place).changeSeq(0, 0),
                Arrays.asList(1L, name, city),
                null,
                at,
                List.of(unchanged));
    }

    @Property(tries = 60)
    void anyArrivalEndsInTheSameLatestRows(@ForAll("changes") Changes changes) {
        table().empty();
        changes.batches().forEach(table()::apply);
        assertThat(table().latest()).isEqualTo(CurrentModel.latest(changes.rows(), changes.truncates()));
    }
}
