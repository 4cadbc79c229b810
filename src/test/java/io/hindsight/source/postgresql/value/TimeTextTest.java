package io.hindsight.source.postgresql.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Texts as PostgreSQL writes them: digits of a fraction as far as there are any. */
class TimeTextTest {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    @Property
    void anyMicrosecondOfTenThousandYears(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(min = 0, max = 999_999) int micros) {
        var moment = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        var text = moment.format(SECONDS) + "." + "%06d".formatted(micros);
        var asWritten = micros == 0 ? text.substring(0, text.indexOf('.')) : text.replaceFirst("0+$", "");
        assertThat(TimeText.micros(asWritten)).isEqualTo(second * 1_000_000 + micros);
        assertThat(TimeText.micros(text)).isEqualTo(second * 1_000_000 + micros);
        assertThat(TimeText.millis(text))
                .isEqualTo(ChronoUnit.MILLIS.between(
                        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), moment.plusNanos(micros * 1_000L)));
    }

    @Test
    void yearsBeforeAndBehindThese() {
        assertThat(TimeText.micros("0044-03-15 12:00:00 BC"))
                .isEqualTo(LocalDateTime.of(-43, 3, 15, 12, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000);
        assertThat(TimeText.micros("0044-03-15 12:00:00.5 BC"))
                .isEqualTo(LocalDateTime.of(-43, 3, 15, 12, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 500_000);
        assertThat(TimeText.micros("294246-12-31 23:59:59.999999"))
                .isEqualTo(LocalDateTime.of(294_246, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC) * 1_000_000
                        + 999_999);
        assertThat(TimeText.micros("infinity")).isEqualTo(Long.MAX_VALUE);
        assertThat(TimeText.micros("294276-12-31 23:59:59.999999")).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(TimeText.millis("294276-12-31 23:59:59.999"))
                .isEqualTo(LocalDateTime.of(294_276, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC) * 1_000 + 999);
    }
}
