package io.hindsight.apply;

import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.SimpleRegistry;

/**
 * What is bound in Camel's registry, for many threads. Camel's own is a LinkedHashMap that it walks through to find beans
 * by their type: health, metrics, capture and every batch failed with a ConcurrentModificationException where that met
 * with what is bound for a route that is made, or made anew, while others run.
 */
final class LockedRegistry extends SimpleRegistry {

    private LockedRegistry(SimpleRegistry bound) {
        putAll(bound);
    }

    /** Takes the place of Camel's own; to be called before there are other threads. */
    static void install(CamelContext context) {
        var registry = context.getRegistry(DefaultRegistry.class);
        if (registry != null
                && registry.getFallbackRegistry() instanceof SimpleRegistry bound
                && !(bound instanceof LockedRegistry)) {
            registry.setFallbackRegistry(new LockedRegistry(bound));
        }
    }

    @Override
    public synchronized <T> T lookupByNameAndType(String name, Class<T> type) {
        return super.lookupByNameAndType(name, type);
    }

    @Override
    public synchronized <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return super.findByTypeWithName(type);
    }

    @Override
    public synchronized <T> Set<T> findByType(Class<T> type) {
        return super.findByType(type);
    }

    @Override
    public synchronized void bind(String id, Class<?> type, Object bean) {
        super.bind(id, type, bean);
    }

    @Override
    public synchronized void unbind(String id) {
        super.unbind(id);
    }

    @Override
    public synchronized void clear() {
        super.clear();
    }
}
