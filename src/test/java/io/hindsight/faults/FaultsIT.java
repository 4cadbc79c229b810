package io.hindsight.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.SourceKind;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The short form of {@code hindsight faults}: a few faults, and every history whole. */
class FaultsIT {

    private static final int FAULTS = 6;
    private static final long SEED = 3;

    @Test
    void everyHistoryIsWholeAfterEveryFault() throws Exception {
        var directory = Path.of("target", "faults-it", Unique.name("run"));
        assertThat(new FaultRun(SourceKind.MYSQL, false, false, SEED, FAULTS, directory, System.out).run())
                .allSatisfy(comparison -> assertThat(comparison.holds())
                        .as("%s%n%s", comparison, comparison.words())
                        .isTrue())
                .allSatisfy(comparison -> assertThat(comparison.changes()).isGreaterThan(5));
    }
}
