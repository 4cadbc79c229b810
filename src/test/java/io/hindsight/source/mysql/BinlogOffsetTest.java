package io.hindsight.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A change's place as text has the order of its parts. */
class BinlogOffsetTest {

    record Place(int epoch, long file, long position, long row) {

        static final Comparator<Place> ORDER = Comparator.comparingInt(Place::epoch)
                .thenComparingLong(Place::file)
                .thenComparingLong(Place::position)
                .thenComparingLong(Place::row);

        String seq() {
            return new BinlogOffset("mysql-bin.%06d".formatted(file), position).changeSeq(epoch, row);
        }
    }

    /** Parts are drawn from few values too, so that places often differ in their last part only. */
    @Provide
    Arbitrary<Place> places() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 1),
                                Arbitraries.integers().between(0, 0x7fff)),
                        number((1L << 32) - 1),
                        number((1L << 48) - 1),
                        number((1L << 32) - 1))
                .as(Place::new);
    }

    private static Arbitrary<Long> number(long most) {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 2), Arbitraries.longs().between(0, most));
    }

    @Property
    void textOrderIsTheOrderOfEpochFilePositionAndRow(@ForAll("places") Place one, @ForAll("places") Place other) {
        assertThat(Integer.signum(one.seq().compareTo(other.seq())))
                .isEqualTo(Integer.signum(Place.ORDER.compare(one, other)));
    }

    @Property
    void itIsAlways32HexadecimalDigits(@ForAll("places") Place place) {
        assertThat(place.seq()).matches("[0-7][0-9a-f]{31}");
    }

    @Example
    void theNumberOfAFileFollowsItsLastDot() {
        assertThat(new BinlogOffset("db1.example.000042", 0x1234).changeSeq(1, 5))
                .isEqualTo("00010000002a00000000123400000005");
        assertThat(new BinlogOffset("binlog.1000000", 4).changeSeq(0, 0))
                .isGreaterThan(new BinlogOffset("binlog.999999", 4).changeSeq(0, 0));
    }

    @Example
    void whatDoesNotFitIsRefused() {
        for (var place : new Place[] {
            new Place(0x8000, 1, 4, 0),
            new Place(-1, 1, 4, 0),
            new Place(0, 1L << 32, 4, 0),
            new Place(0, 1, 1L << 48, 0),
            new Place(0, 1, -1, 0),
            new Place(0, 1, 4, 1L << 32),
            new Place(0, 1, 4, -1)
        }) {
            assertThatThrownBy(place::seq).as(place.toString()).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new BinlogOffset("binlog", 4).changeSeq(0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BinlogOffset("", 4).changeSeq(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
