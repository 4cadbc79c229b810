package io.hindsight.console;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses and resumes what captures and applies, in this instance; the places that they have come to stay. */
public final class Switch implements CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(Switch.class);

    private CamelContext context;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** Pauses; health is DOWN until it is resumed. */
    public void pause(@Header("route") String route) throws Exception {
        known(route);
        context.getRouteController().stopRoute(route);
        LOG.info("{} is paused", route);
    }

    /** Goes on where it was. */
    public void resume(@Header("route") String route) throws Exception {
        known(route);
        context.getRouteController().startRoute(route);
        LOG.info("{} is resumed", route);
    }

    private void known(String id) {
        var route = context.getRoute(id);
        if (route == null || !("capture".equals(route.getGroup()) || "apply".equals(route.getGroup()))) {
            throw new Problem(404, "there is no route of that name that captures or applies");
        }
    }
}
