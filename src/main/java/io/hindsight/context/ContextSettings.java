package io.hindsight.context;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Secrets;
import io.hindsight.settings.Settings;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** Gives the settings of a Camel context, read from its properties, system properties and the environment at first use. */
public final class ContextSettings {

    private static final String PREFIX = "hindsight.";
    private static final String VARIABLE_PREFIX = "HINDSIGHT_";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}");

    private ContextSettings() {}

    /**
     * Gives the context's settings.
     *
     * @throws io.hindsight.settings.InvalidSettingsException naming every wrong key, and a password among the JVM's own
     *     arguments
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

    private static Map<String, String> properties(CamelContext context) {
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-D" + PREFIX) && argument.contains("="))
                .map(argument -> argument.substring("-D".length()).split("=", 2))
                .filter(setting -> Secrets.areIn(setting[0], setting[1]))
                .findFirst()
                .ifPresent(setting -> {
                    throw Secrets.argument(setting[0]);
                });
        var files = context.getPropertiesComponent().loadProperties(key -> key.startsWith(PREFIX));
        return layered(files, System.getProperties(), System.getenv(), context::resolvePropertyPlaceholders);
    }

    /** Puts them upon each other; later ones win: property files, then system properties, then the environment. */
    static Map<String, String> layered(
            Properties files, Properties system, Map<String, String> environment, UnaryOperator<String> resolved) {
        var properties = new TreeMap<String, String>();
        for (var given : List.of(files, system)) {
            given.stringPropertyNames().stream()
                    .filter(key -> key.startsWith(PREFIX))
                    .forEach(key -> properties.put(key, given.getProperty(key)));
        }
        properties.replaceAll((key, value) -> resolved(key, value, resolved));
        environment.forEach((variable, value) -> {
            if (variable.startsWith(VARIABLE_PREFIX)) {
                properties.put(EnvironmentKey.of(variable), value);
            }
        });
        return properties;
    }

    private static String resolved(String key, String value, UnaryOperator<String> resolver) {
        try {
            return resolver.apply(value);
        } catch (IllegalArgumentException nothing) {
            var missing = PLACEHOLDER.matcher(value).results().map(MatchResult::group);
            throw new InvalidSettingsException(List.of(key + ": " + missing.collect(Collectors.joining(" and "))
                    + " stands for nothing; set what it names, or write what it is otherwise: {{env:NAME:default}}"));
        }
    }
}
