package io.hindsight.source.postgresql.offset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelinesTest {

    @Test
    void aServersFirstTimelineIsAllOfItsLog() {
        assertThat(new Timelines(1, "").at(0x30001ABL)).isEqualTo(1);
    }

    @Test
    void whatLiesBeforeAPromotionStaysOnTheTimelineThatItWasWrittenOn() {
        var timelines = new Timelines(
                3, "1\t0/3000158\tno recovery target specified\n\n2\tA/50000D8\tno recovery target specified\n");
        assertThat(timelines.at(0x3000157L)).isEqualTo(1);
        assertThat(timelines.at(0x3000158L)).isEqualTo(2);
        assertThat(timelines.at(0xA_0500_00D7L)).isEqualTo(2);
        assertThat(timelines.at(0xA_0500_00D8L)).isEqualTo(3);
    }

    @Test
    void whatWasReadBehindTheEndOfATimelineIsLost() {
        var timelines = new Timelines(3, "1\t0/5000000\tno recovery target\n2\t0/7000000\tno recovery target\n");
        assertThat(timelines.isLost(1, 0x5000000)).isFalse();
        assertThat(timelines.isLost(1, 0x5000001)).isTrue();
        assertThat(timelines.isLost(2, 0x6000000)).isFalse();
        assertThat(timelines.isLost(2, 0x8000000)).isTrue();
        assertThat(timelines.isLost(3, 0x8000000)).isFalse();
    }
}
