package io.hindsight.console;

import io.hindsight.apply.AppliedTable;
import io.hindsight.apply.AppliedTables;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;
import org.apache.camel.component.direct.DirectEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses and resumes capture, and the changes of a table to a warehouse, in this instance; their offsets stay. */
public final class Switch {

    private static final Logger LOG = LoggerFactory.getLogger(Switch.class);

    @BeanInject
    private CamelContext context;

    /** Pauses; health is DOWN until it is resumed. */
    public void pause(@Header("route") String route) throws Exception {
        if (isCapture(route)) {
            context.getRouteController().stopRoute(route);
        } else {
            table(route).pause();
        }
        LOG.info("{} is paused", route);
    }

    /** Goes on where it was. */
    public void resume(@Header("route") String route) throws Exception {
        if (isCapture(route)) {
            context.getRouteController().startRoute(route);
        } else {
            table(route).resume();
        }
        LOG.info("{} is resumed", route);
    }

    private boolean isCapture(String id) {
        var route = context.getRoute(id);
        // a group may have others, which aren't a way in
        return route != null && "capture".equals(route.getGroup()) && !(route.getEndpoint() instanceof DirectEndpoint);
    }

    private AppliedTable table(String id) {
        return AppliedTables.of(context)
                .find(id)
                .filter(AppliedTable::isApplied)
                .orElseThrow(() -> new Problem(404, "there is no route of that name that captures or applies"));
    }
}
