package io.hindsight.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.hindsight.cases.KeptCases.KeptRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The worked examples of other systems end in the rows that those systems expect, whatever way the events arrive. One
 * suite for all warehouses: the deliveries are the same.
 */
class CasesIT {

    private final CaseDeliveries deliveries = CaseDeliveries.once();

    @TestFactory
    Stream<DynamicNode> everyCaseInEveryWay() {
        return CaseDeliveries.ENGINES.stream()
                .map(warehouse -> dynamicContainer(
                        warehouse, Arrays.stream(Way.values()).flatMap(way -> testsOf(warehouse, way))));
    }

    private Stream<DynamicNode> testsOf(String warehouse, Way way) {
        return deliveries.lanes().stream().filter(lane -> lane.way() == way).flatMap(lane -> {
            var kept = KeptCases.read(warehouse, deliveries.database(), lane);
            return lane.cases().stream()
                    .map(one -> dynamicTest(
                            one.id() + " " + one.what() + ", " + way + ", in " + warehouse,
                            () -> assertThat(seen(one, kept.getOrDefault(one.id(), List.of())))
                                    .containsExactlyInAnyOrderElementsOf(expected(one))));
        });
    }

    static List<String> seen(Case one, List<KeptRow> rows) {
        var columns = new CaseColumns(one);
        return rows.stream()
                .map(row -> columns.comparable(row.values()) + " [" + row.start() + ", " + row.end() + ")")
                .toList();
    }

    static List<String> expected(Case one) {
        var columns = new CaseColumns(one);
        return one.expected().stream()
                .map(row -> columns.comparable(columns.row(row.values())) + " [" + instant(row.start()) + ", "
                        + instant(row.end()) + ")")
                .toList();
    }

    private static Object instant(Moment moment) {
        return moment == null ? null : moment.instant();
    }

    @ParameterizedTest
    @FieldSource("io.hindsight.cases.CaseDeliveries#ENGINES")
    void theWaysAreWhatTheySay(String warehouse) {
        assertThat(deliveries.lanes())
                .filteredOn(lane -> lane.way() == Way.ONE_BATCH)
                .allSatisfy(
                        lane -> assertThat(deliveries.batches(lane, warehouse)).isEqualTo(1));
        assertThat(deliveries.lanes())
                .filteredOn(lane -> lane.way() == Way.ONE_BY_ONE)
                .allSatisfy(lane ->
                        assertThat(deliveries.batches(lane, warehouse)).isGreaterThanOrEqualTo(lane.messages()));
    }
}
