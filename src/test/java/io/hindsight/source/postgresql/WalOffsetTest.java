package io.hindsight.source.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.history.SourceOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WalOffsetTest {

    @Test
    void aChangesPlaceIsEpochTimelineCommitAndNumber() {
        assertThat(new WalOffset(3, 0x16_B374D848L).changeSeq(2, 5))
                .isEqualTo("0002" + "0003" + "000016b374d848" + "0000000005");
    }

    @Test
    void aLaterTimelineIsLaterWhateverItsPlacesAre() {
        assertThat(Stream.of(
                                new WalOffset(2, 10).changeSeq(0, 1),
                                new WalOffset(1, 99).changeSeq(0, 1),
                                new WalOffset(1, 99).changeSeq(0, 0))
                        .sorted())
                .containsExactly(
                        new WalOffset(1, 99).changeSeq(0, 0),
                        new WalOffset(1, 99).changeSeq(0, 1),
                        new WalOffset(2, 10).changeSeq(0, 1));
    }

    @Test
    void aRepairStandsBehindWhatStandsAtItsPlaceAndBeforeWhatFollows() {
        var place = new WalOffset(1, 99);
        assertThat(place.after(new WalOffset(1, 50).changeSeq(0, 7), 0))
                .hasToString("{\"timeline\":1,\"lsn_commit\":99,\"row\":0}");
        assertThat(place.after(place.changeSeq(0, 7), 0)).hasToString("{\"timeline\":1,\"lsn_commit\":99,\"row\":8}");
        assertThat(place.isBefore(place.changeSeq(0, 8), 0)).isFalse();
        assertThat(place.isBefore(new WalOffset(1, 100).changeSeq(0, 1), 0)).isTrue();
    }

    @Test
    void aChangeWithoutAPlaceIsRefused() throws Exception {
        var source = new ObjectMapper().readTree("{\"connector\":\"postgresql\",\"lsn_commit\":null,\"row\":1}");
        assertThatThrownBy(() -> SourceOrder.of(0, source)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anLsnIsWrittenAsPostgreSqlWritesIt() {
        assertThat(new WalOffset(1, 0x16_B374D848L)).hasToString("16/B374D848");
    }
}
