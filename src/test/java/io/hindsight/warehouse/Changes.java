package io.hindsight.warehouse;

import io.hindsight.history.Batch;
import io.hindsight.history.Beginning;
import io.hindsight.history.Row;
import io.hindsight.history.Truncate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A set of changes and one way in which they may arrive.
 *
 * @param delivery indexes of rows, then of truncates, in the order of arrival, with repeats
 * @param cuts where batches end, in the delivery
 */
record Changes(
        List<Row> rows,
        List<Truncate> truncates,
        List<Beginning> beginnings,
        List<Integer> delivery,
        List<Integer> cuts) {

    /** Any order, some twice, cut anywhere; all of it follows from the seed. */
    static Changes shuffled(List<Row> rows, List<Truncate> truncates, List<Beginning> beginnings, long seed) {
        var random = new Random(seed);
        var delivery = new ArrayList<Integer>();
        for (var index = 0; index < rows.size() + truncates.size() + beginnings.size(); index++) {
            for (var times = 1 + random.nextInt(10) / 8; times > 0; times--) {
                delivery.add(delivery.isEmpty() ? 0 : random.nextInt(delivery.size() + 1), index);
            }
        }
        var cuts = new ArrayList<Integer>();
        for (var index = 1; index < delivery.size(); index++) {
            if (random.nextInt(3) == 0) {
                cuts.add(index);
            }
        }
        return new Changes(rows, truncates, beginnings, delivery, cuts);
    }

    List<Batch> batches() {
        var batches = new ArrayList<Batch>();
        var from = 0;
        for (var to : cuts) {
            batches.add(batch(delivery.subList(from, to)));
            from = to;
        }
        batches.add(batch(delivery.subList(from, delivery.size())));
        return batches;
    }

    private Batch batch(List<Integer> indexes) {
        var batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), List.of(), List.of());
        for (var index : indexes) {
            if (index < rows.size()) {
                batch.rows().add(rows.get(index));
            } else if (index < rows.size() + truncates.size()) {
                batch.truncates().add(truncates.get(index - rows.size()));
            } else {
                batch.beginnings().add(beginnings.get(index - rows.size() - truncates.size()));
            }
        }
        return batch;
    }
}
