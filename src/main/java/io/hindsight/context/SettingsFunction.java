package io.hindsight.context;

import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;

/** Puts a setting, checked and with its default, where a route has {@code {{hindsight:name}}}: see {@link RouteSettings}. */
public final class SettingsFunction implements PropertiesFunction, CamelContextAware {

    private static final Pattern OPTION_SIGNS = Pattern.compile("[&+%#]");

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
        return inAddress(name, setting.apply(ContextSettings.of(context)));
    }

    /** In an address some signs would end the value: Camel takes it whole between marks that it hasn't itself. */
    private static String inAddress(String name, String value) {
        if (value == null || !OPTION_SIGNS.matcher(value).find()) {
            return value;
        }
        if (!value.contains(")")) {
            return "RAW(" + value + ")";
        }
        if (!value.contains("}")) {
            return "RAW{" + value + "}";
        }
        throw new IllegalArgumentException(
                "hindsight." + name + ": a value with ')' and '}' and one of &+%# can't stand in a route");
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
