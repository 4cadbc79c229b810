package io.hindsight.history;

import java.time.Instant;

/** The moment and place at which all rows of the table ended. */
public record Truncate(Instant at, String seq) {}
