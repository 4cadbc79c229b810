package io.hindsight.apply;

import io.hindsight.history.BatchReader;
import io.hindsight.history.SchemaChangedException;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import io.hindsight.warehouse.Staging;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.schema.TargetTable;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table in a warehouse, and the route to it. When changes come that were made under other columns, the table is
 * altered first; where that makes other statements, the route is made anew, and the batch is read again by it.
 */
final class AppliedTable {

    private static final Logger LOG = LoggerFactory.getLogger(AppliedTable.class);

    private static final long PAUSE_MILLIS = 500;

    private final CamelContext context;
    private final Settings settings;
    private final WarehouseSettings warehouse;
    private final DataSource dataSource;
    private final TableDeclaration declaration;
    private final ApplyRoute route;

    private CapturedTable source;
    private CapturedTable kept;
    private Statements routed;
    private volatile boolean renewing;

    /**
     * @param dataSource of who makes and alters tables
     * @param source the table as the source's schema describes it
     */
    AppliedTable(
            CamelContext context,
            Settings settings,
            WarehouseSettings warehouse,
            DataSource dataSource,
            CapturedTable source) {
        this.context = context;
        this.settings = settings;
        this.warehouse = warehouse;
        this.dataSource = dataSource;
        this.declaration = source.declaration();
        this.route = new ApplyRoute(context, settings, warehouse, declaration);
        this.source = source;
    }

    /** Makes the table in the warehouse, and the route, as soon as the warehouse can be used. */
    void make() {
        kept = create(warehouse, dataSource, source);
        KeptTables.keep(context, kept, warehouse.name());
        routed = Statements.of(warehouse.dialect(), kept);
        route.start(routed, reader());
    }

    /** Makes a table in the warehouse, as soon as that can be used. */
    static CapturedTable create(WarehouseSettings warehouse, DataSource dataSource, CapturedTable source) {
        return Patience.until(
                "warehouse " + warehouse.name() + " (for "
                        + source.declaration().target() + ")",
                () -> {
                    try (var connection = dataSource.getConnection()) {
                        return new TargetTable(warehouse.dialect(), connection).create(source);
                    }
                });
    }

    /** Gives the way to read such changes; fails while the route is made anew. */
    private synchronized TableReader.Reading follow(SchemaChangedException changed) throws SQLException {
        if (renewing) {
            pause();
            throw changed;
        }
        var made = changed.made().isPresent() ? changed.made().get() : asItIsNow(changed.column());
        try (var connection = dataSource.getConnection()) {
            kept = new TargetTable(warehouse.dialect(), connection).follow(kept, made);
        }
        var statements = Statements.of(warehouse.dialect(), kept);
        if (statements.equals(routed)) {
            return reading();
        }
        LOG.info("{} in {} has been altered: {}", declaration.target(), warehouse.name(), changed.getMessage());
        KeptTables.keep(context, kept, warehouse.name());
        routed = statements;
        renewing = true;
        route.renew(statements, this::reader);
        throw changed;
    }

    private synchronized TableReader reader() {
        renewing = false;
        return new TableReader(
                declaration.routeId(warehouse.name()),
                declaration,
                reading(),
                this::follow,
                warehouse.dialect().largestBatch());
    }

    /** The batch comes again and again until the route is stopped. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** A change that doesn't say its columns is of another producer, or of an older release of this one. */
    private CapturedTable asItIsNow(String column) throws SQLException {
        source = SourceTables.once(settings, declaration);
        if (!source.sourceColumns().contains(column)) {
            throw new InvalidTableException(
                    declaration,
                    "a change has a column, " + column + ", that the source's table hasn't any more, so that its type"
                            + " can't be known",
                    "leave it out: hindsight.table." + declaration.name() + ".exclude=" + column);
        }
        return source;
    }

    private TableReader.Reading reading() {
        return new TableReader.Reading(
                new BatchReader(kept, source, neighbours()), Staging.of(warehouse.dialect(), kept));
    }

    /** Other declared tables whose changes come through the same topic. */
    private Set<TableName> neighbours() {
        var topic = declaration.topic(settings.name());
        return settings.tables().stream()
                .filter(other -> other.topic(settings.name()).equals(topic))
                .map(TableDeclaration::source)
                .collect(Collectors.toSet());
    }
}
