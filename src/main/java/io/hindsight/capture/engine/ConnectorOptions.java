package io.hindsight.capture.engine;

import io.hindsight.context.ContextSettings;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.apache.camel.CamelContext;

/**
 * Holds what connectors are told straight from the settings: in an endpoint's address a password would be seen, and its
 * signs would need escaping; and there Camel looks for secrets: each look at a thousand tables' names took five seconds.
 *
 * @param tables regular expressions, separated by commas
 * @param keys null where no table has a declared one
 */
public record ConnectorOptions(String password, String tables, String keys) {

    /** Reads them, and has the JVM read times as they are. */
    public static ConnectorOptions of(CamelContext context) {
        // a snapshot reads times by way of the JVM's time zone, and would shift the hour that a summer time skips
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        return new ConnectorOptions(
                ContextSettings.of(context).source().password(),
                context.resolvePropertyPlaceholders("{{hindsight:source.tables}}"),
                context.resolvePropertyPlaceholders("{{?hindsight:source.keys}}"));
    }
}
