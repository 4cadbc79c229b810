package io.hindsight.apply;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.engine.DefaultRouteController;

/**
 * Lets a route that isn't there have the state Stopped, as Camel's own management has it. Camel's health checks ask for
 * the state of each route that they have listed, and throw where it was removed meanwhile, as when it is made anew for an
 * altered table: health would answer with status 500.
 */
public final class RouteStates implements CamelContextAware {

    private CamelContext context;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** Called when the route files are loaded; where Camel supervises the routes, it stays so. */
    public void register() {
        if (!context.getRouteController().isSupervising()) {
            context.setRouteController(new Controller(context));
        }
    }

    private static final class Controller extends DefaultRouteController {

        private Controller(CamelContext context) {
            super(context);
        }

        @Override
        public ServiceStatus getRouteStatus(String route) {
            var status = super.getRouteStatus(route);
            return status == null ? ServiceStatus.Stopped : status;
        }
    }
}
