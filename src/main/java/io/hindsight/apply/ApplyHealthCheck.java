package io.hindsight.apply;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness of one table in one warehouse: DOWN until it is known there, and while its changes wait. */
final class ApplyHealthCheck extends AbstractHealthCheck {

    private final AppliedTable table;
    private final String warehouse;
    private final String route;
    private final Optional<WriterLease> lease;
    private final TableBatchConsumers consumers;

    /**
     * @param route that applies the table's changes
     * @param lease that its warehouse asks for
     * @param consumers of the route
     */
    ApplyHealthCheck(AppliedTable table, String route, Optional<WriterLease> lease, TableBatchConsumers consumers) {
        super("hindsight", table.getId());
        this.table = table;
        this.warehouse = table.getWarehouse();
        this.route = route;
        this.lease = lease;
        this.consumers = consumers;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("table", table.getSource())
                .detail("target", table.getTarget())
                .detail("warehouse", warehouse);
        var trouble = table.trouble();
        var status = getCamelContext().getRouteController().getRouteStatus(route);
        if (lease.isPresent() && lease.get().lease().isStandby()) {
            builder.detail("standby", "another instance writes to " + warehouse).up();
        } else if (lease.isPresent() && !lease.get().lease().isHeld()) {
            builder.message(lease.get().lease().trouble()).down();
        } else if (table.isHeld()) {
            builder.message("it is stopped" + trouble.map(why -> ": " + why).orElse(""))
                    .down();
        } else if (trouble.isPresent()) {
            builder.message(trouble.get()).down();
        } else if (table.kept().isEmpty() && !table.isGone()) {
            builder.message("starts when the source and the warehouse can be used")
                    .down();
        } else if (status == null || !status.isStarted()) {
            builder.message("route " + route + " doesn't run").down();
        } else if (consumers.areSilent()) {
            builder.message("it reads no messages any more, most likely for want of memory; restart the program, with"
                            + " more of it or a smaller hindsight.warehouse." + warehouse + ".batch-bytes")
                    .down();
        } else {
            builder.up();
        }
    }
}
