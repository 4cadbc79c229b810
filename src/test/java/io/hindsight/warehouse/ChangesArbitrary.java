package io.hindsight.warehouse;

import io.hindsight.history.Beginning;
import io.hindsight.history.Row;
import io.hindsight.history.Truncate;
import io.hindsight.source.mysql.BinlogOffset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any multiset of changes of a few keys: clocks that stand still and go back, repeats, truncates, any order. */
final class ChangesArbitrary {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.000001Z");

    private record Draw(char op, long key, long micros, String name, String city) {}

    private ChangesArbitrary() {}

    static Arbitrary<Changes> changes() {
        return changes(false);
    }

    /** Of a table of which updates leave out some values, and deletes all. */
    static Arbitrary<Changes> partialChanges() {
        return changes(true);
    }

    private static Arbitrary<Changes> changes(boolean partial) {
        var op = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just('c')),
                net.jqwik.api.Tuple.of(4, Arbitraries.just('u')),
                net.jqwik.api.Tuple.of(2, Arbitraries.just('d')),
                net.jqwik.api.Tuple.of(3, Arbitraries.just('r')),
                net.jqwik.api.Tuple.of(1, Arbitraries.just('t')));
        var draw = Combinators.combine(
                        op,
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.longs().between(0, 6),
                        Arbitraries.of("a", "b").injectNull(0.2),
                        Arbitraries.of("x", "NULL").injectNull(0.3))
                .as(Draw::new);
        return Combinators.combine(draw.list().ofMinSize(1).ofMaxSize(14), Arbitraries.longs())
                .as((draws, seed) -> changes(draws, seed, partial));
    }

    /** Since a moment before most of them, of which one or two messages say up to which place. */
    static Arbitrary<Changes> changesSinceABeginning() {
        var places = Arbitraries.integers().between(-1, 14).list().ofMinSize(1).ofMaxSize(2);
        return Combinators.combine(changes(), places, Arbitraries.longs().between(-2, 3), Arbitraries.longs())
                .as((changes, ends, micros, seed) -> Changes.shuffled(
                        changes.rows(),
                        changes.truncates(),
                        ends.stream()
                                .map(end -> new Beginning(START.plus(micros + end % 2, ChronoUnit.MICROS), seq(end)))
                                .toList(),
                        seed));
    }

    private static String seq(int place) {
        return new BinlogOffset("mysql-bin.000001", 100L + place).changeSeq(0, 0);
    }

    private static List<Integer> unchanged(Draw draw, int place) {
        return switch (draw.op()) {
            case 'd' -> List.of(1, 2);
            case 'u' -> List.of(List.<Integer>of(), List.of(1), List.of(2), List.of(1, 2))
                    .get((int) (draw.micros() + place) % 4);
            default -> List.of();
        };
    }

    private static Changes changes(List<Draw> draws, long seed, boolean partial) {
        var rows = new ArrayList<Row>();
        var truncates = new ArrayList<Truncate>();
        for (var place = 0; place < draws.size(); place++) {
            var draw = draws.get(place);
            var at = START.plus(draw.micros() + place / 3, ChronoUnit.MICROS);
            var seq = seq(place);
            if (draw.op() == 't') {
                truncates.add(new Truncate(at, seq));
            } else {
                List<Object> values = Arrays.asList(draw.key(), draw.name(), draw.city());
                var unchanged = partial ? unchanged(draw, place) : List.<Integer>of();
                unchanged.forEach(column -> values.set(column, null));
                rows.add(new Row(draw.op(), at, seq, values, null, at, unchanged));
            }
        }
        return Changes.shuffled(rows, truncates, List.of(), seed);
    }
}
