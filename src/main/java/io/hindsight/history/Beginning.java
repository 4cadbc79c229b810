package io.hindsight.history;

import java.time.Instant;

/**
 * Says that everything is known that happened to a table's rows from a moment on: what is read first of a row, up to a
 * place, was so since that moment.
 *
 * @param seq the place up to which that is said; capture has what comes after it
 */
public record Beginning(Instant at, String seq) {}
