package io.hindsight.apply;

import io.hindsight.registry.RegistryException;
import io.hindsight.table.InvalidTableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has become of a batch: each turn is logged once, and the table's health is DOWN while its changes wait. */
public final class ApplyHealth {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyHealth.class);
    private static final String AWAY = "the warehouse can't be used yet: ";

    /** Warehouses that can't be connected to: that is said once, not for each of their tables. */
    private final Set<String> away = ConcurrentHashMap.newKeySet();

    /** Called when the warehouse has the batch, and Kafka knows. */
    public void applied(
            @Variable("applied") AppliedTable table,
            @Variable("taken") TableBatch batch,
            @Variable("changes") ApplyBatch changes,
            Exchange exchange) {
        table.meters()
                .ifPresent(meters -> meters.applied(
                        changes.getStatistics(),
                        Duration.ofMillis(exchange.getClock().elapsed())));
        if (away.remove(table.getWarehouse())) {
            LOG.info("warehouse {} is there", table.getWarehouse());
        }
        table.reasons()
                .goOn(batch.partitions())
                .filter(reason -> !reason.startsWith(AWAY))
                .ifPresent(reason -> LOG.info("{} goes on", table.getId()));
    }

    /** Called when a batch can't be applied now, which its consumer takes again later, or a table can't be made. */
    public void failed(
            @Variable("applied") AppliedTable table,
            @Variable("taken") TableBatch batch,
            @Variable("change") TableChange change,
            Exchange exchange) {
        table.meters().ifPresent(meters -> meters.retried());
        var reason = reason(table, change, WarehouseFailure.of(exchange));
        var news = table.reasons().waits(batch == null ? WaitReasons.ALL : batch.partitions(), reason);
        if (reason.startsWith(AWAY)) {
            if (away.add(table.getWarehouse())) {
                LOG.warn("warehouse {}: {}; trying on", table.getWarehouse(), reason);
            }
        } else if (news) {
            LOG.warn("{} waits: {}; trying on", table.getId(), reason);
        }
    }

    /** Called when the table stops before a change that was refused. */
    public void refused(
            @Variable("applied") AppliedTable table, @Variable("taken") TableBatch batch, Exchange exchange) {
        var reason = WarehouseFailure.of(exchange)
                .part(RefusedException.class)
                .orElseThrow()
                .getMessage();
        table.refuse();
        table.reasons().waits(batch.partitions(), reason);
        LOG.warn("{} stops: {}", table.getId(), reason);
    }

    /** Some engines quote the statement, values and all, in what they say of a failure: codes are enough. */
    private static String reason(AppliedTable table, TableChange change, WarehouseFailure failure) {
        return failure.part(RegistryException.class)
                .map(Exception::getMessage)
                .or(() -> failure.away().map(AWAY::concat))
                .or(() -> failure.sql().map(sql -> refusal(table, change, sql)))
                .or(() -> failure.part(InvalidTableException.class).map(Exception::getMessage))
                .orElseGet(() -> failure.whole().getClass().getSimpleName() + ": "
                        + failure.whole().getMessage());
    }

    private static String refusal(AppliedTable table, TableChange change, SQLException failure) {
        if (table.settings().dialect().isTooWide(failure)) {
            return tooWide(table, failure).getMessage();
        }
        if (change != null) {
            return change.refused(failure).getMessage();
        }
        return "the warehouse doesn't take the batch (" + WarehouseErrors.describe(failure) + ")";
    }

    private static InvalidTableException tooWide(AppliedTable table, SQLException failure) {
        var setting = "hindsight.table." + table.declaration().name() + ".";
        return new InvalidTableException(
                table.declaration(),
                "it has more columns than " + table.settings().dialect().name() + " can apply changes to ("
                        + WarehouseErrors.describe(failure) + ")",
                "keep fewer, anew: restart with " + setting + "columns=… or " + setting + "exclude=…, and " + setting
                        + "target=another_name; or keep it elsewhere: " + setting + "warehouses=…");
    }
}
