package io.hindsight.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrapeTest {

    private static final Scrape SCRAPE = Scrape.of(
            """
            # HELP changes_total Changes, {by} "op"
            # TYPE changes_total counter
            changes_total{op="c",table="shop.orders"} 3.0
            changes_total{op="u",table="shop.orders",} 4 1395066363000
            changes_total{op="c",table="a \\"quoted\\", {braced} \\\\ name"} 1.5E7
            lag_seconds NaN
            bucket{le="+Inf"} +Inf
            """);

    @Test
    void sumsWhatHasTheLabels() {
        assertThat(SCRAPE.value("changes_total", Map.of("table", "shop.orders")))
                .hasValue(7);
        assertThat(SCRAPE.value("changes_total", Map.of("op", "u"))).hasValue(4);
    }

    @Test
    void readsWhatIsEscaped() {
        assertThat(SCRAPE.value("changes_total", Map.of("table", "a \"quoted\", {braced} \\ name")))
                .hasValue(1.5e7);
    }

    @Test
    void knowsNoNumberWhereThereIsNone() {
        assertThat(SCRAPE.value("lag_seconds", Map.of())).isEmpty();
        assertThat(SCRAPE.value("missing", Map.of())).isEmpty();
        assertThat(SCRAPE.samples("lag_seconds")).hasSize(1);
        assertThat(SCRAPE.value("bucket", Map.of("le", "+Inf"))).hasValue(Double.POSITIVE_INFINITY);
    }
}
