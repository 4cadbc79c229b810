package io.hindsight.context;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;

/** Puts a setting, checked and with its default, where a route has {@code {{hindsight:name}}}: see {@link RouteSettings}. */
public final class SettingsFunction implements PropertiesFunction, CamelContextAware {

    private CamelContext context;

    @Override
    public String getName() {
        return "hindsight";
    }

    @Override
    public String apply(String name) {
        var setting = RouteSettings.BY_NAME.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("{{hindsight:" + name + "}} is no setting that routes can ask for");
        }
        return setting.apply(ContextSettings.of(context));
    }

    @Override
    public boolean optional(String name) {
        return RouteSettings.BY_NAME.containsKey(name);
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }
}
