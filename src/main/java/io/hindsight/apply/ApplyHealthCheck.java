package io.hindsight.apply;

import io.hindsight.table.TableDeclaration;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness of one table in one warehouse: DOWN until its route runs, and while a batch is waiting. */
final class ApplyHealthCheck extends AbstractHealthCheck {

    private final String route;
    private final TableDeclaration table;
    private final String warehouse;
    private final Map<String, String> troubles;

    /** @param troubles why a route waits, by its id */
    ApplyHealthCheck(String route, TableDeclaration table, String warehouse, Map<String, String> troubles) {
        super("hindsight", route);
        this.route = route;
        this.table = table;
        this.warehouse = warehouse;
        this.troubles = troubles;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("table", table.source().toString())
                .detail("target", table.target())
                .detail("warehouse", warehouse);
        var status = getCamelContext().getRouteController().getRouteStatus(route);
        var trouble = troubles.get(route);
        var turn = getCamelContext().getRegistry().lookupByNameAndType(WriterTurn.name(warehouse), WriterTurn.class);
        if (turn != null && turn.lease().isStandby()) {
            builder.detail("standby", "another instance writes to " + warehouse).up();
        } else if (turn != null && !turn.lease().isHeld()) {
            builder.message(turn.lease().trouble()).down();
        } else if (getCamelContext().getRoute(route) == null) {
            builder.message(trouble == null ? "starts when the source and the warehouse can be used" : trouble)
                    .down();
        } else if (!status.isStarted()) {
            builder.message("the route is " + status.name().toLowerCase(Locale.ROOT)
                            + (trouble == null ? "" : ": " + trouble))
                    .down();
        } else if (trouble != null) {
            builder.message(trouble).down();
        } else if (isSilent()) {
            builder.message("it reads no messages any more, most likely for want of memory; restart the program, with"
                            + " more of it or a smaller hindsight.warehouse." + warehouse + ".batch-bytes")
                    .down();
        } else {
            builder.up();
        }
    }

    private boolean isSilent() {
        var consumers = getCamelContext()
                .getRegistry()
                .lookupByNameAndType(DeclaredTables.consumers(route), BoundedConsumers.class);
        return consumers != null && consumers.areSilent();
    }
}
