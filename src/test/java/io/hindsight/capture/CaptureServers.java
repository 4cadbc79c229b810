package io.hindsight.capture;

import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MySqlServer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One MySQL and one Kafka for all tests of capture that don't harm them. */
final class CaptureServers {

    private static final AtomicInteger NAMES = new AtomicInteger();

    static final MySqlServer MYSQL = MySqlServer.start(Path.of("target/capture-servers/mysql"));
    static final KafkaServer KAFKA = KafkaServer.start(Path.of("target/capture-servers/kafka"));

    private CaptureServers() {}

    /** A name that no other test has; fit for a database and a pipeline. */
    static String unique(String name) {
        return name + "_" + Long.toString(System.currentTimeMillis(), 36) + NAMES.incrementAndGet();
    }
}
