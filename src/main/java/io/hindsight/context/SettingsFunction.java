package io.hindsight.context;

import io.hindsight.settings.Settings;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;

/**
 * {@code {{hindsight:kafka.max-message-bytes}}} in a route is that setting, checked and with its default;
 * {@link DerivedSettings} lists the names that stand for more than one. Passwords have no name.
 */
public final class SettingsFunction implements PropertiesFunction, CamelContextAware {

    /** Kafka's properties have a password among them. */
    private static final Set<String> SECRET = Set.of("password", "properties", "mask-secret");

    private CamelContext context;

    @Override
    public String getName() {
        return "hindsight";
    }

    @Override
    public String apply(String path) {
        var settings = ContextSettings.of(context);
        var derived = DerivedSettings.BY_NAME.get(path);
        return derived == null ? plain(path, settings) : derived.apply(settings);
    }

    @Override
    public boolean optional(String path) {
        return DerivedSettings.BY_NAME.containsKey(path);
    }

    private static String plain(String path, Settings settings) {
        Object value = settings;
        for (var name : path.split("\\.")) {
            value = component(value, name, path);
        }
        return value instanceof Duration duration ? String.valueOf(duration.toMillis()) : value.toString();
    }

    private static Object component(Object holder, String name, String path) {
        return Arrays.stream(
                        holder.getClass().isRecord() ? holder.getClass().getRecordComponents() : new RecordComponent[0])
                .filter(component -> dashed(component.getName()).equals(name) && !SECRET.contains(name))
                .findFirst()
                .map(component -> value(holder, component))
                .orElseThrow(() -> new IllegalArgumentException("{{hindsight:" + path + "}} is no setting"));
    }

    private static Object value(Object holder, RecordComponent component) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
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
