package io.hindsight.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgreSqlTypesIT extends Types {

    @Override
    String warehouse() {
        return "postgres";
    }

    @Test
    void theFirstAndTheLastDayOfMySqlAreKept() {
        assertThat(rows("SELECT to_char(d, 'YYYY-MM-DD'), to_char(dt, 'YYYY-MM-DD HH24:MI:SS'),"
                        + " to_char(dt6, 'YYYY-MM-DD HH24:MI:SS.US') FROM far WHERE id <> 2 AND id <> 102 ORDER BY id"))
                .containsExactly(
                        "0001-01-01|0001-01-01 00:00:01|0001-01-01 00:00:00.000001",
                        "9999-12-31|9999-12-31 23:59:59|9999-12-31 23:59:59.999999",
                        "0001-01-01|0001-01-01 00:00:01|0001-01-01 00:00:00.000001",
                        "9999-12-31|9999-12-31 23:59:59|9999-12-31 23:59:59.999999");
    }

    @Test
    void textWithANulCharacterIsADeadLetterThatSaysSo() {
        assertThat(reasons("nul", 2)).hasSize(2).allSatisfy(reason -> assertThat(reason)
                .isEqualTo("column words (TEXT to text): PostgreSQL keeps no NUL character in text"));
    }

    @Test
    void keysOfManyTypesAreKeptApartAndFoundAgain() {
        assertOddKeys();
    }
}
