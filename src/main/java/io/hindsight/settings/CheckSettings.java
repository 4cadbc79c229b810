package io.hindsight.settings;

import java.time.Duration;

/** Says how {@code hindsight check} compares source and warehouses, and when the program does so by itself. */
public record CheckSettings(
        int chunkSize, int rowsPerSecond, int mostDifferences, Duration patience, Duration every, boolean repair) {

    static CheckSettings read(SettingsReader reader) {
        reader.heading("hindsight check: source and warehouses compared");
        return new CheckSettings(
                reader.about("Rows that are compared at once").number("hindsight.check.chunk-size", 1_000, 1, 50_000),
                reader.about("The load on the source: rows of a table that are read in a second, at most")
                        .number("hindsight.check.rows-per-second", 50_000, 1, Integer.MAX_VALUE),
                reader.about("Keys of a table that are looked at again, at most, when they seem to differ")
                        .number("hindsight.check.most-differences", 10_000, 1, 1_000_000),
                reader.about("How long the pipeline may take to bring what the source had when it was asked")
                        .duration("hindsight.check.patience", "1m"),
                reader.about("How often the running program compares by itself: 1h, 1d; 0s is never")
                        .duration("hindsight.check.every", "0s"),
                reader.about("Whether it then mends what differs, as \"hindsight check --repair\" does")
                        .flag("hindsight.check.repair", false));
    }
}
