package io.hindsight.apply;

import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceHealth;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A declared table that the source hasn't when the program starts. Changes that were made before it went are brought to
 * the warehouse all the same, by the columns that they say themselves.
 */
final class AbsentTable {

    private static final Logger LOG = LoggerFactory.getLogger(AbsentTable.class);
    private static final long PAUSE_MILLIS = 5_000;

    private final CamelContext context;
    private final Settings settings;
    private final WarehouseSettings warehouse;
    private final TableDeclaration declaration;

    AbsentTable(CamelContext context, Settings settings, WarehouseSettings warehouse, TableDeclaration declaration) {
        this.context = context;
        this.settings = settings;
        this.warehouse = warehouse;
        this.declaration = declaration;
    }

    /** Waits until the table is there, or changes of it wait for the warehouse; empty when the program ends before. */
    Optional<CapturedTable> await() throws InterruptedException {
        var route = declaration.routeId(warehouse.name());
        var health = context.getRegistry().lookupByNameAndType("applyHealth", ApplyHealth.class);
        health.waits(route, SourceHealth.reason(declaration));
        while (context.getStatus().isStarted()) {
            try {
                var table = inSource().or(this::inKafka);
                if (table.isPresent()) {
                    health.waitsNoMore(route);
                    return table;
                }
            } catch (InvalidTableException misfit) {
                if (health.waits(route, misfit.getMessage())) {
                    LOG.warn("{} waits: {}", route, misfit.getMessage());
                }
            } catch (SQLException | KafkaException away) {
                LOG.debug("{} can't be looked for", declaration.source(), away);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return Optional.empty();
    }

    private Optional<CapturedTable> inSource() throws SQLException {
        return Optional.ofNullable(
                SourceTables.once(settings, List.of(declaration)).get(declaration));
    }

    private Optional<CapturedTable> inKafka() {
        return WaitingChanges.columns(settings, declaration, warehouse.name())
                .map(columns -> CapturedTable.madeUnder(declaration, columns));
    }
}
