package io.hindsight.warehouse;

/**
 * Says how a warehouse of many machines lays out a table.
 *
 * @param buckets parts that a table's rows are spread over
 * @param replication copies of each part
 */
public record Layout(int buckets, int replication) {}
