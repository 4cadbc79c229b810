package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.history.ExactJson;
import io.hindsight.history.Message;
import io.hindsight.history.Row;
import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.OnRefusal;
import io.hindsight.warehouse.BatchStart;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.StagedJson;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.TestTables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** How a batch gets by the rows that a warehouse refuses. */
class ApplyBatchTest {

    private final List<Long> accepted = new ArrayList<>();
    private int statements;

    @Example
    void oneRefusedRowOfTenThousandTakesAFewStatements() {
        var batch = batch(10_000, OnRefusal.DEAD_LETTER);
        stage(batch, Set.of(6_543));
        assertThat(statements).as("two for each halving, and the first").isLessThanOrEqualTo(29);
        assertThat(accepted).hasSize(9_999);
        assertThat(batch.getRejected())
                .extracting(one -> one.message().offset())
                .containsExactly(6_543L);
    }

    @Property
    void exactlyTheRefusedRowsAreRejectedAndTheirNeighboursStagedInOrder(
            @ForAll @IntRange(min = 1, max = 300) int rows,
            @ForAll @Size(max = 10) Set<@IntRange(max = 299) Integer> refused) {
        accepted.clear();
        statements = 0;
        var batch = batch(rows, OnRefusal.DEAD_LETTER);
        stage(batch, refused);
        assertThat(batch.getRejected())
                .extracting(one -> one.message().offset())
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, rows)
                        .filter(row -> refused.contains((int) row))
                        .boxed()
                        .toList());
        assertThat(accepted)
                .containsExactlyElementsOf(LongStream.range(0, rows)
                        .filter(row -> !refused.contains((int) row))
                        .boxed()
                        .toList());
        assertThat(statements).isLessThanOrEqualTo(1 + 2 * refused.size() * 9);
    }

    @Example
    void aTableThatStopsAppliesNothingOfTheBatch() {
        var batch = batch(100, OnRefusal.STOP);
        stage(batch, Set.of(40, 70));
        assertThat(batch.isStopping()).isTrue();
        assertThat(batch.isApplicable()).isFalse();
        assertThat(batch.hasStaged()).as("to be cleared").isTrue();
        assertThatThrownBy(batch::stop)
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("people-0@40: too large", "hindsight.table.people.on-refusal=dead-letter");
    }

    /** Does what the route does with a warehouse that takes all rows but some. */
    private void stage(ApplyBatch batch, Set<Integer> refused) {
        while (batch.hasUnstaged()) {
            statements++;
            var rows = new ArrayList<Long>();
            batch.forEach(
                    parameters -> ExactJson.read(((String) parameters.get("rows")).getBytes(StandardCharsets.UTF_8))
                            .forEach(row -> rows.add(row.path("v0").asLong())));
            if (refused.stream().anyMatch(row -> rows.contains((long) row))) {
                batch.refused("too large");
            } else {
                accepted.addAll(rows);
                batch.staged();
            }
        }
    }

    private static ApplyBatch batch(int rows, OnRefusal onRefusal) {
        var table = TestTables.people("people", onRefusal);
        var dialect =
                WarehouseKind.ofUrl("jdbc:mysql://starrocks/dw").orElseThrow().dialect(new Layout(1, 1));
        var staging = new StagedJson(dialect, table);
        var staged = LongStream.range(0, rows)
                .mapToObj(id -> {
                    var message = new Message("people", 0, id, null, new byte[0], 0, 0, null);
                    var row = new Row('c', Instant.EPOCH, "0".repeat(32), List.of(id, "name", "city"), message);
                    return new ApplyBatch.StagedRow(staging.of(row), row);
                })
                .toList();
        return new ApplyBatch(
                table.declaration(),
                Statements.of(dialect, table),
                staging,
                new BatchStart("0", ""),
                rows,
                staged,
                List.of(),
                List.of(),
                List.of());
    }
}
