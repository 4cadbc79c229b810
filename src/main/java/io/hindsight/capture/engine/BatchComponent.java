package io.hindsight.capture.engine;

import io.hindsight.context.ContextSettings;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.apache.camel.component.debezium.DebeziumComponent;
import org.apache.camel.component.debezium.DebeziumEndpoint;
import org.apache.camel.component.debezium.configuration.EmbeddedDebeziumConfiguration;

/**
 * Makes endpoints with all options of one of Camel's Debezium components, but one exchange for each batch of changes, whose
 * offset is stored only after the route has completed it.
 */
public abstract class BatchComponent<C extends EmbeddedDebeziumConfiguration> extends DebeziumComponent<C> {

    private C configuration;

    /** @param configuration of the connector, empty */
    protected BatchComponent(C configuration) {
        this.configuration = configuration;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        // a snapshot reads times by way of the JVM's time zone, and would shift the hour that a summer time skips
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        // straight from the settings: in a URI the password would be seen, and its signs would need escaping; and Camel
        // looks for secrets in an endpoint's address: each look at a thousand tables' names took five seconds
        configure(
                configuration,
                ContextSettings.of(getCamelContext()).source().password(),
                setting("{{hindsight:source.tables}}"),
                setting("{{?hindsight:source.keys}}"));
    }

    private String setting(String placeholder) {
        return getCamelContext().resolvePropertyPlaceholders(placeholder);
    }

    /**
     * Tells the connector what can't stand in a route's address.
     *
     * @param keys null where no table has a declared one
     */
    protected abstract void configure(C configuration, String password, String tables, String keys);

    /** Says what engines of this kind of source are told, and looks after them. */
    protected abstract SourceCapture source();

    @Override
    protected DebeziumEndpoint<C> initializeDebeziumEndpoint(String uri, C endpointConfiguration) {
        return new BatchEndpoint<>(uri, this, endpointConfiguration, source());
    }

    @Override
    public C getConfiguration() {
        return configuration;
    }

    @Override
    public void setConfiguration(C configuration) {
        this.configuration = configuration;
    }
}
