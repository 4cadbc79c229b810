package io.hindsight.testing;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** The program of a Kafka child: formats its log directory if new, and serves; its argument is its configuration. */
final class KafkaMain {
    // the same for all nodes and all starts: formatting checks it
    static final String CLUSTER_ID = "aGluZHNpZ2h0LWthZmthLQ";

    private KafkaMain() {}

    public static void main(String[] arguments) {
        String configuration = arguments[0];
        // its main would end the JVM
        int exitCode = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "--config", configuration, "--cluster-id", CLUSTER_ID},
                System.out);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
        Kafka.main(new String[] {configuration});
    }
}
