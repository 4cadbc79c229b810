package io.hindsight.demo;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;

/** Whether capture has its snapshot and follows the binlog, as Debezium says by JMX. */
final class CaptureProgress {

    private static final long PAUSE_MILLIS = 50;

    private CaptureProgress() {}

    /** Waits until it does; gives false when it doesn't in time, or the demo is asked to end. */
    static boolean awaitStreaming(String name, Ending ending, Duration longest) throws InterruptedException {
        var deadline = System.nanoTime() + longest.toNanos();
        while (!isStreaming(name)) {
            if (System.nanoTime() > deadline || ending.awaitAsked(Duration.ofMillis(PAUSE_MILLIS))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStreaming(String name) {
        try {
            var metrics = new ObjectName("debezium.mysql:type=connector-metrics,context=streaming,server=" + name);
            return ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(metrics, "Connected")
                    .equals(true);
        } catch (JMException notYet) {
            return false;
        }
    }
}
