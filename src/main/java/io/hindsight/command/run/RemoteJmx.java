package io.hindsight.command.run;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Loopback;
import java.util.List;

/** Refuses the JVM's own remote JMX without a login: whoever comes in through it can run anything. */
final class RemoteJmx {

    private static final String PREFIX = "com.sun.management.jmxremote.";

    private RemoteJmx() {}

    /** @throws InvalidSettingsException when other machines reach it, and there is no login */
    static void check() {
        var open = System.getProperty(PREFIX + "port") != null
                && "false".equals(System.getProperty(PREFIX + "authenticate"))
                && !Loopback.is(System.getProperty(PREFIX + "host", "0.0.0.0"));
        if (open) {
            throw new InvalidSettingsException(List.of(PREFIX + "authenticate: other machines reach JMX, and there is"
                    + " no login; leave this property out, or write for example: -D" + PREFIX + "host=127.0.0.1"));
        }
    }
}
