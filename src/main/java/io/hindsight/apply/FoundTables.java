package io.hindsight.apply;

import io.hindsight.discovery.TableDiscovery;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tables that were found to fit a pattern into the running routes of each warehouse, as soon as Kafka remembers
 * them, whichever instance has found them.
 */
final class FoundTables extends LifecycleStrategySupport {

    private static final Logger LOG = LoggerFactory.getLogger(FoundTables.class);

    private final CamelContext context;
    private final TableDiscovery discovery;
    private final List<Consumer<List<TableDeclaration>>> warehouses = new ArrayList<>();
    private ScheduledExecutorService executor;
    private int known;

    FoundTables(CamelContext context, Settings settings) {
        this.context = context;
        this.discovery = new TableDiscovery(settings);
        if (!settings.declared().canGrow()) {
            return;
        }
        executor = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "found-tables");
        context.addLifecycleStrategy(this);
    }

    /** @param warehouse takes up those of the found tables that it hasn't yet */
    void into(Consumer<List<TableDeclaration>> warehouse) {
        warehouses.add(warehouse);
    }

    /** Looks each second, from now on until the context stops. */
    void start() {
        if (executor != null) {
            executor.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
        }
    }

    private void look() {
        try {
            var tables = discovery.readOn();
            if (tables.size() > known) {
                warehouses.forEach(warehouse -> warehouse.accept(tables));
                known = tables.size();
            }
        } catch (RuntimeException away) {
            // an exception would be the last look
            LOG.debug("Kafka doesn't say which tables were found", away);
        }
    }

    @Override
    public void onContextStopping(CamelContext stopping) {
        context.getExecutorServiceManager().shutdownNow(executor);
        discovery.close();
    }
}
