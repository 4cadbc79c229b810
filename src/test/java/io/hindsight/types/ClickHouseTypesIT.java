package io.hindsight.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClickHouseTypesIT extends Types {

    @Override
    String warehouse() {
        return "clickhouse";
    }

    @Test
    void datesBeyondItsOwnAreDeadLettersThatNameColumnAndType() {
        assertThat(reasons("far", 4)).hasSize(4).allSatisfy(reason -> assertThat(reason)
                .contains("column d (DATE to Nullable(Date32))", "1900-01-01"));
        assertThat(rows("SELECT id, toString(d) FROM far ORDER BY id"))
                .containsExactly("2|2024-02-29", RoundTrip.BINLOG + 2 + "|2024-02-29");
    }

    @Test
    void textKeepsANulCharacter() {
        assertThat(rows("SELECT hex(words) FROM nul WHERE id IN (0, 100)")).containsExactly("610062", "610062");
        assertThat(reasons("nul", 0)).isEmpty();
    }

    @Test
    void keysOfManyTypesAreKeptApartAndFoundAgain() {
        assertOddKeys();
    }
}
