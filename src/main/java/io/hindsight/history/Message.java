package io.hindsight.history;

/**
 * One message of a table's topic, as Kafka keeps it.
 *
 * @param value as it was sent; null for a tombstone
 * @param epoch of the source when the change was captured; -1 when nobody can tell
 * @param replays how often it has been sent back to its topic, out of the dead letters
 * @param columns of the table when the change was made, as {@link io.hindsight.table.ColumnsHeader} writes them; null
 *     when another producer than capture sent it
 * @param isFirst whether the row before the change is to be known too, for nothing earlier may be
 * @param form what the value was sent in
 */
public record Message(
        String topic,
        int partition,
        long offset,
        byte[] key,
        byte[] value,
        int epoch,
        int replays,
        byte[] columns,
        boolean isFirst,
        ValueForm form) {

    /** The header of a change that may be the first of its row in what is read of the past. */
    public static final String FIRST = "hindsight.first";

    /** One in JSON, of a row of which more may be known. */
    public Message(
            String topic,
            int partition,
            long offset,
            byte[] key,
            byte[] value,
            int epoch,
            int replays,
            byte[] columns) {
        this(topic, partition, offset, key, value, epoch, replays, columns, false, ValueForm.JSON);
    }

    /** The header with the source's epoch, as decimal text. */
    public static final String EPOCH = "hindsight.epoch";

    /**
     * Gives the Debezium envelope as JSON, with or without its Connect schema.
     *
     * @throws UnreadableException when the value is in no form that is known
     */
    byte[] json() {
        return form.json(value);
    }

    /** Where it stands, for people: nothing of its content. */
    public String position() {
        return topic + "-" + partition + "@" + offset;
    }
}
