package io.hindsight.reconcile;

import io.hindsight.table.Key;

/**
 * Keys between two, in the source's order.
 *
 * @param after the key before the first; null for none
 * @param upTo the last key; null for none
 */
record Range(Key after, Key upTo) {}
