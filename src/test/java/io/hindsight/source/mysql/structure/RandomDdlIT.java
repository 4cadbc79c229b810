package io.hindsight.source.mysql.structure;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever is done to tables, each row is read as the server had it when it was written, updated and deleted: 20 tables'
 * lives.
 */
class RandomDdlIT {

    private static final int SEQUENCES = 10;

    @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void rowsOfMySqlAreReadAsTheyWere(@ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        assertThat(RandomDdl.differences(false, SEQUENCES, seed))
                .as("seed %d", seed)
                .isEmpty();
    }

    @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void rowsOfMariaDbAreReadAsTheyWere(@ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        assertThat(RandomDdl.differences(true, SEQUENCES, seed))
                .as("seed %d", seed)
                .isEmpty();
    }
}
