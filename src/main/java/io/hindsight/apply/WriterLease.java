package io.hindsight.apply;

import io.hindsight.capture.leadership.Leadership;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets one instance at a time write to a warehouse where a table must not have two writers: its apply routes run where
 * the lease is, and stand by elsewhere. A statement needs the lease when it begins, a try after a failure too, so that
 * an instance that was frozen or cut off writes nothing when it wakes.
 */
final class WriterLease extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(WriterLease.class);
    private static final long LOOK_MILLIS = 200;

    private final CamelContext context;
    private final String warehouse;
    private final Leadership leadership;
    private final Set<String> routes = ConcurrentHashMap.newKeySet();
    private ScheduledExecutorService executor;
    private boolean writing;

    WriterLease(CamelContext context, Settings settings, String warehouse) {
        this.context = context;
        this.warehouse = warehouse;
        this.leadership = Leadership.ofWriter(settings, warehouse);
    }

    /** Seeks the lease of a warehouse from the program's start on; empty where any number of instances may write. */
    static Optional<WriterLease> seek(CamelContext context, Settings settings, WarehouseSettings warehouse) {
        if (!warehouse.dialect().takesOneWriter()) {
            return Optional.empty();
        }
        var lease = new WriterLease(context, settings, warehouse.name());
        try {
            context.addService(lease);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        return Optional.of(lease);
    }

    Lease lease() {
        return leadership.lease();
    }

    /** The warehouse for those who have the lease; others get no connection. */
    DataSource guard(DataSource all) {
        return new DelegatingDataSource(all) {
            @Override
            public Connection getConnection() throws SQLException {
                if (!lease().isHeld()) {
                    throw new SQLTransientConnectionException("another instance may write to " + warehouse);
                }
                return super.getConnection();
            }
        };
    }

    /** From now on the route runs when it is this instance's turn; it must not start by itself. */
    synchronized void follow(String route) {
        routes.add(route);
        if (writing) {
            turn(route, true);
        }
    }

    @Override
    protected void doStart() {
        leadership.seekFor();
        executor = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, warehouse + "-lease");
        executor.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Starts and stops at a turn only: what people stop in between stays stopped. */
    private synchronized void look() {
        var held = lease().isHeld();
        // a route that isn't there yet can't be started, and nobody would start it later
        if (held == writing || !context.isStarted()) {
            return;
        }
        writing = held;
        LOG.info(held ? "writes to {}" : "doesn't write to {} now: another instance may", warehouse);
        routes.forEach(route -> turn(route, held));
    }

    private void turn(String route, boolean on) {
        try {
            if (on) {
                context.getRouteController().startRoute(route);
            } else {
                context.getRouteController().stopRoute(route, 1, TimeUnit.SECONDS);
            }
        } catch (Exception failed) {
            LOG.warn("{} can't be {}", route, on ? "started" : "stopped", failed);
        }
    }

    @Override
    protected void doStop() throws Exception {
        context.getExecutorServiceManager().shutdownNow(executor);
        leadership.close();
    }
}
