package io.hindsight.context;

import io.hindsight.settings.Settings;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;

/** Has a bean of a route file make what can be made only when everything else runs. */
public final class AfterStart implements ExtendedStartupListener {

    /** What is made then. */
    @FunctionalInterface
    public interface Maker {
        void make(Settings settings) throws Exception;
    }

    private final CamelContext context;
    private final Object bean;
    private final Maker maker;

    private AfterStart(CamelContext context, Object bean, Maker maker) {
        this.context = context;
        this.bean = bean;
        this.maker = maker;
    }

    /** @param bean that routes know, or else nothing is made */
    public static void call(CamelContext context, Object bean, Maker maker) throws Exception {
        context.addStartupListener(new AfterStart(context, bean, maker));
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        // not everything runs yet
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) throws Exception {
        if (RouteBeans.isInUse(context, bean)) {
            maker.make(ContextSettings.of(context));
        }
    }
}
