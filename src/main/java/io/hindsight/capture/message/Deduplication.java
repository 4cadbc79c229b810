package io.hindsight.capture.message;

import org.apache.kafka.connect.source.SourceRecord;

/** Finds changes that Kafka has already although the engine tells them again. */
public interface Deduplication {

    /** Finds none. */
    Deduplication NONE = new Deduplication() {
        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public boolean isDuplicate(SourceRecord change, String topic, int partition, byte[] key, byte[] value) {
            return false;
        }
    };

    /** Says whether there are none left to find. */
    boolean isEmpty();

    /**
     * Says whether Kafka has a change already; to be asked once for each message, in their order.
     *
     * @param partition of a truncate
     * @param value the change as JSON
     * @throws io.hindsight.capture.CaptureException when the source tells the change otherwise than before
     */
    boolean isDuplicate(SourceRecord change, String topic, int partition, byte[] key, byte[] value);
}
