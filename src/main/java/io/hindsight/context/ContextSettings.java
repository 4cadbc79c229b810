package io.hindsight.context;

import io.hindsight.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;

/** The settings of a Camel context: read from its properties, system properties and the environment at first use. */
public final class ContextSettings {

    private static final String PREFIX = "hindsight.";

    private ContextSettings() {}

    /**
     * Gives the context's settings.
     *
     * @throws io.hindsight.settings.InvalidSettingsException naming every wrong key
     */
    public static Settings of(CamelContext context) {
        var bound = context.getRegistry().lookupByNameAndType("settings", Settings.class);
        if (bound != null) {
            return bound;
        }
        var settings = Settings.of(properties(context));
        context.getRegistry().bind("settings", settings);
        return settings;
    }

    /** Later ones win: property files, then system properties, then the environment. */
    private static Map<String, String> properties(CamelContext context) {
        var properties = new TreeMap<String, String>();
        var loaded = context.getPropertiesComponent().loadProperties(key -> key.startsWith(PREFIX));
        loaded.stringPropertyNames().forEach(key -> properties.put(key, loaded.getProperty(key)));
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(key -> properties.put(key, System.getProperty(key)));
        properties.replaceAll((key, value) -> context.resolvePropertyPlaceholders(value));
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("HINDSIGHT_")) {
                properties.put(EnvironmentKey.of(name.toLowerCase(Locale.ROOT)), value);
            }
        });
        return properties;
    }
}
