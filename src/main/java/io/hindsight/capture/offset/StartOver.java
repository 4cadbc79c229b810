package io.hindsight.capture.offset;

import io.hindsight.capture.held.HeldTables;
import io.hindsight.kafka.Topics;
import io.hindsight.settings.Settings;

/** Makes the next engine begin with a new snapshot of all tables. */
public final class StartOver {

    private StartOver() {}

    /** Forgets capture's place; the program may run, if its capture has stopped. */
    public static void prepare(Settings settings) {
        try (var topics = new Topics(settings)) {
            topics.create();
        }
        new StoredOffset(settings).forget();
        // what the snapshot reads is whole
        try (var held = HeldTables.read(settings)) {
            held.forget();
        }
    }
}
