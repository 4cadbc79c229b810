package io.hindsight.warehouse.starrocks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a job's own words, which are as StarRocks' documentation shows them. */
class RoutineLoadStateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RUNNING | {\"0\":\"5\"}                       | {\"0\":\"6\"}             | 0",
                "RUNNING | {\"0\":\"5\",\"1\":\"OFFSET_ZERO\"}   | {\"0\":\"16\",\"1\":\"4\"}  | 14",
                "RUNNING | {\"0\":\"5\",\"1\":\"OFFSET_BEGINNING\"} | {\"0\":\"6\",\"1\":\"4\"} | ?",
                "RUNNING | {\"0\":\"5\"}                       | {\"0\":\"6\",\"1\":\"4\"}   | ?",
                "RUNNING | {\"0\":\"5\"}                       | ``                    | ?",
                "RUNNING | {}                              | {}                    | ?",
                "PAUSED  | {\"0\":\"5\"}                       | {\"0\":\"6\"}             | ?"
            })
    void behindIsWhatItHasNotRead(String state, String progress, String ends, String behind) {
        var known = new RoutineLoadState(state, "", progress, ends, "{}").behind();
        assertThat(known.isPresent() ? String.valueOf(known.getAsLong()) : "?").isEqualTo(behind);
    }

    @Test
    void rowsAreThoseOfItsStatistic() {
        var statistic = "{\"receivedBytes\":313,\"errorRows\":0,\"loadedRows\":6,\"totalRows\":7}";
        assertThat(new RoutineLoadState("RUNNING", "", "{}", "", statistic).loadedRows())
                .hasValue(6);
        assertThat(new RoutineLoadState("NONE", "", "", "", "").loadedRows()).isEmpty();
    }
}
