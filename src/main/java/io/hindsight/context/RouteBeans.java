package io.hindsight.context;

import org.apache.camel.CamelContext;

/** Tells the beans of route files from their forerunners: Camel makes those of all files but the first twice. */
public final class RouteBeans {

    private RouteBeans() {}

    /** Whether the bean is the one that routes know, now that all files are loaded; another has nothing to do. */
    public static boolean isInUse(CamelContext context, Object bean) {
        return context.getRegistry().findByType(bean.getClass()).contains(bean);
    }
}
