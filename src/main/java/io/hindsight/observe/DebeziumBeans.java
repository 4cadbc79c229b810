package io.hindsight.observe;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.utils.Sanitizer;

/** What a connector says of itself in JMX, as long as its engine lives. */
public final class DebeziumBeans {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String connector;
    private final String name;

    /**
     * @param connector as JMX calls it
     * @param name the topic prefix
     */
    public DebeziumBeans(String connector, String name) {
        this.connector = connector;
        this.name = name;
    }

    /** Yes is 1; what Debezium doesn't know yet (-1) and what isn't there is NaN. */
    public double number(String context, String attribute) {
        var value = attribute(context, attribute);
        if (value instanceof Boolean yes) {
            return yes ? 1 : 0;
        }
        return value instanceof Number number && number.doubleValue() >= 0 ? number.doubleValue() : Double.NaN;
    }

    /** Null where there is no engine. */
    Object attribute(String context, String attribute) {
        try {
            var bean = "debezium." + connector + ":type=connector-metrics,context=" + context + ",server="
                    + Sanitizer.jmxSanitize(name);
            return server.getAttribute(new ObjectName(bean), attribute);
        } catch (JMException noEngine) {
            return null;
        }
    }
}
