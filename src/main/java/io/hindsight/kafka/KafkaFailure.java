package io.hindsight.kafka;

import org.apache.kafka.common.KafkaException;

/** Says what Kafka didn't do, and why, in a sentence for people. */
public final class KafkaFailure extends KafkaException {

    KafkaFailure(String what, Throwable why) {
        super(what + ": " + why.getMessage(), why);
    }
}
