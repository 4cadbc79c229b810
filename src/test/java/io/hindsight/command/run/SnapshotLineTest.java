package io.hindsight.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.observe.SnapshotProgress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotLineTest {

    @Test
    void saysRowsRateAndTheTimeThatIsLeftInEightyColumns() {
        assertThat(SnapshotLine.text(new SnapshotProgress.Estimate(
                        1_234_567, 3_000_000, 21_000, Optional.of(Duration.ofSeconds(84)))))
                .isEqualTo("snapshot [########            ]  41 %  1,234,567 of 3,000,000 rows, 21,000/s, 1:24 left")
                .hasSizeLessThanOrEqualTo(90);
    }

    @Test
    void saysNoTimeThatIsNotKnown() {
        assertThat(SnapshotLine.text(new SnapshotProgress.Estimate(500, 500, 250, Optional.empty())))
                .isEqualTo("snapshot [####################] 100 %  500 of 500 rows, 250/s");
        assertThat(SnapshotLine.text(new SnapshotProgress.Estimate(0, 0, 0, Optional.empty())))
                .contains("  0 %  0 of 0");
    }
}
