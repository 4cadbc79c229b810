package io.hindsight.history;

/**
 * One message of a table's topic, as Kafka keeps it.
 *
 * @param value the Debezium envelope as JSON, with or without its Connect schema; null for a tombstone
 * @param epoch of the source when the change was captured
 */
public record Message(String topic, int partition, long offset, byte[] key, byte[] value, int epoch) {

    /** Where it stands, for people: nothing of its content. */
    public String position() {
        return topic + "-" + partition + "@" + offset;
    }
}
