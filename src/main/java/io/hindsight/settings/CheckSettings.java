package io.hindsight.settings;

import java.time.Duration;

/**
 * How {@code hindsight check} compares source and warehouses.
 *
 * @param chunkSize rows that are compared at once
 * @param rowsPerSecond of the source that are read, at most
 * @param mostDifferences of a table that are looked at, at most
 * @param patience how long the pipeline may take to bring what the source had
 * @param every how often the program compares by itself; zero for never
 * @param repair whether it then mends what differs
 */
public record CheckSettings(
        int chunkSize, int rowsPerSecond, int mostDifferences, Duration patience, Duration every, boolean repair) {

    static CheckSettings read(SettingsReader reader) {
        return new CheckSettings(
                reader.number("hindsight.check.chunk-size", 1_000, 1, 50_000),
                reader.number("hindsight.check.rows-per-second", 50_000, 1, Integer.MAX_VALUE),
                reader.number("hindsight.check.most-differences", 10_000, 1, 1_000_000),
                reader.duration("hindsight.check.patience", Duration.ofMinutes(1)),
                reader.duration("hindsight.check.every", Duration.ZERO),
                reader.choice("hindsight.check.repair", "false", "true", "false")
                        .equals("true"));
    }
}
