package io.hindsight.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.HistoryModel.Version;
import io.hindsight.source.mysql.BinlogOffset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The models that the engines are compared with keep the laws themselves. */
class ModelTest {

    record Draw(char op, long key, long second, String name) {}

    record Log(List<Row> rows, List<Truncate> truncates) {}

    @Provide
    Arbitrary<Log> logs() {
        return Combinators.combine(
                        Arbitraries.of('c', 'u', 'u', 'd', 'r', 't'),
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.longs().between(0, 5),
                        Arbitraries.of("a", "b"))
                .as(Draw::new)
                .list()
                .ofMaxSize(20)
                .map(ModelTest::log);
    }

    private static Log log(List<Draw> draws) {
        var log = new Log(new ArrayList<>(), new ArrayList<>());
        for (var place = 0; place < draws.size(); place++) {
            var draw = draws.get(place);
            var at = Instant.ofEpochSecond(draw.second());
            var seq = new BinlogOffset("binlog.000001", place).changeSeq(0, 0);
            if (draw.op() == 't') {
                log.truncates().add(new Truncate(at, seq));
            } else {
                log.rows().add(new Row(draw.op(), at, seq, List.of(draw.key(), draw.name()), null));
            }
        }
        return log;
    }

    @Property
    void aKeysIntervalsNeitherOverlapNorGoBackAndOnlyTheLastIsOpen(@ForAll("logs") Log log) {
        HistoryModel.versions(log.rows(), log.truncates()).stream()
                .collect(Collectors.groupingBy(Version::key))
                .values()
                .forEach(ModelTest::isAChain);
    }

    private static void isAChain(List<Version> versions) {
        Instant end = Instant.MIN;
        var open = 0;
        for (var version : versions) {
            // a repeated snapshot read lies inside the version that it repeats
            if (version.op() == 'r' && version.start().equals(version.end())) {
                continue;
            }
            assertThat(version.start()).isAfterOrEqualTo(end);
            end = version.end() == null ? Instant.MAX : version.end();
            assertThat(end).isAfterOrEqualTo(version.start());
            open += version.end() == null ? 1 : 0;
        }
        assertThat(open).isLessThanOrEqualTo(1);
    }

    @Property
    void everyChangeIsOneVersion(@ForAll("logs") Log log) {
        assertThat(HistoryModel.versions(log.rows(), log.truncates()))
                .extracting(Version::seq)
                .containsExactlyInAnyOrderElementsOf(
                        log.rows().stream().map(Row::seq).toList());
    }

    @Property
    void theOpenVersionsAreTheLatestRows(@ForAll("logs") Log log) {
        var open = HistoryModel.versions(log.rows(), log.truncates()).stream()
                .filter(version -> version.end() == null)
                .map(Version::values)
                .collect(Collectors.toSet());
        var latest = CurrentModel.latest(log.rows(), log.truncates()).stream()
                .map(CurrentModel.Latest::values)
                .collect(Collectors.toSet());
        assertThat(open).isEqualTo(latest);
    }

    @Property
    void orderAndRepeatsOfArrivalMeanNothing(@ForAll("logs") Log log, @ForAll long seed) {
        var rows = new ArrayList<>(log.rows());
        rows.addAll(log.rows());
        Collections.shuffle(rows, new Random(seed));
        assertThat(HistoryModel.versions(rows, log.truncates()))
                .isEqualTo(HistoryModel.versions(log.rows(), log.truncates()));
        assertThat(CurrentModel.latest(rows, log.truncates()))
                .isEqualTo(CurrentModel.latest(log.rows(), log.truncates()));
    }
}
