package io.hindsight.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The values that StarRocks can keep, on a MySQL in its place, which proves nothing of StarRocks' own. */
class StarRocksStandInTypesIT extends Types {

    @Override
    String warehouse() {
        return "starrocks";
    }

    @Override
    boolean isKept(TypeColumn column) {
        return !RoundTrip.LEFT_OUT.contains(column.name());
    }

    @Test
    void itsDatesAreMySqls() {
        assertThat(rows("SELECT id, d FROM far ORDER BY id"))
                .contains("0|0001-01-01", "1|9999-12-31", RoundTrip.BINLOG + 1 + "|9999-12-31");
    }

    @Test
    void textKeepsANulCharacter() {
        assertThat(rows("SELECT hex(words) FROM nul WHERE id IN (0, 100)")).containsExactly("610062", "610062");
        assertThat(reasons("nul", 0)).isEmpty();
    }
}
