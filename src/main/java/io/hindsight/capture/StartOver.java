package io.hindsight.capture;

import io.hindsight.settings.Settings;

/** Makes the next engine begin with a new snapshot of all tables. */
public final class StartOver {

    /** The end of an error that leaves no other way. */
    static final String TO_GO_ON =
            "; to go on, run: hindsight start-over. It makes capture take a new snapshot; rows that are as they were add no"
                    + " versions, and hindsight check --repair then closes rows that were deleted meanwhile";

    private StartOver() {}

    /** Forgets capture's place; the program may run, if its capture has stopped. */
    public static void prepare(Settings settings) {
        try (var topics = new Topics(settings)) {
            topics.create();
        }
        new StoredPlace(settings).forget();
    }
}
