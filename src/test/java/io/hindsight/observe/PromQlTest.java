package io.hindsight.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void findsMetricsAndTheirLabelsAndNothingElse() {
        assertThat(PromQl.metrics("histogram_quantile(0.99, sum by (le, target) (rate(delay_bucket{instance=~\"a{b}\","
                        + "target!=\"x\"}[$__rate_interval]))) / on (instance) (60 * changes_total > 0) and up == 1e3"))
                .isEqualTo(Map.of(
                        "delay_bucket", Set.of("instance", "target"), "changes_total", Set.of(), "up", Set.of()));
    }
}
