package io.hindsight.source.mysql.structure;

import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaChangeEvent;
import io.hindsight.capture.CaptureException;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.source.mysql.schema.DdlGuard;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of DDL: Debezium reads it as far as it can, and nothing hangs on that. What a snapshot's tables look like
 * the server is asked; what a streamed statement has made of a table the binlog says before the table's next rows.
 */
public final class DdlText {

    private static final Logger LOG = LoggerFactory.getLogger(DdlText.class);

    private static final Pattern CREATED = Pattern.compile("CREATE TABLE `((?:[^`]|``)+)` .*", Pattern.DOTALL);

    /** A name with a backtick, doubled as it is there, which Debezium takes for another. */
    private static final String DOUBLED = "``";

    private final BinlogConnectorConfig config;
    private final Catalog catalog;
    private final TableMaker maker;
    private final Doubts doubts;

    public DdlText(BinlogConnectorConfig config, Catalog catalog, TableMaker maker, Doubts doubts) {
        this.config = config;
        this.catalog = catalog;
        this.maker = maker;
        this.doubts = doubts;
    }

    /** Gives what a statement in the binlog did, as Debezium reads it; nothing where it can't. */
    public List<SchemaChangeEvent> streamed(
            BinlogDatabaseSchema<?, ?, ?, ?> schema,
            String database,
            String ddl,
            BinlogOffset place,
            Supplier<List<SchemaChangeEvent>> read) {
        try {
            if (ddl.contains(DOUBLED)) {
                doubts.about(ddl, schema.tableIds());
            }
            return read.get();
        } catch (RuntimeException | StackOverflowError unreadable) {
            DdlGuard.checkUnread(config.getLogicalName(), ddl, place);
            doubts.about(ddl, schema.tableIds());
            LOG.info(
                    "A DDL statement of database {} can't be read: the binlog and the server say what tables are"
                            + " like from now on",
                    database);
            return List.of();
        }
    }

    /** Gives what a table of a snapshot is like, where it is captured as the server says it. */
    public List<SchemaChangeEvent> ofSnapshot(
            BinlogDatabaseSchema<?, ?, ?, ?> schema,
            Partition partition,
            OffsetContext offset,
            String database,
            String ddl,
            Supplier<List<SchemaChangeEvent>> read) {
        List<SchemaChangeEvent> events;
        try {
            events = read.get();
        } catch (RuntimeException | StackOverflowError unreadable) {
            events = List.of();
        }
        var named = CREATED.matcher(ddl);
        if (!named.matches()) {
            return events;
        }
        var table = new TableId(database, null, named.group(1).replace(DOUBLED, "`"));
        var captured = config.getTableFilters().dataCollectionFilter().isIncluded(table)
                ? structure(table)
                : Optional.<TableStructure>empty();
        if (captured.isEmpty()) {
            return events;
        }
        var made = maker.make(captured.get());
        schema.refresh(made.table());
        var others = new ArrayList<>(events);
        others.removeIf(
                event -> event.getTables().stream().anyMatch(each -> each.id().equals(table)));
        others.add(SchemaChangeEvent.ofCreate(partition, offset, database, null, ddl, made.table(), true));
        return others;
    }

    /** Debezium converts a column's DEFAULT, which nobody reads, and fails where it doesn't know how. */
    public static Table withoutDefaults(Table table) {
        var columns = table.columns().stream()
                .map(column -> column.edit().unsetDefaultValueExpression().create())
                .toList();
        return table.edit().setColumns(columns).create();
    }

    private Optional<TableStructure> structure(TableId table) {
        try {
            return catalog.structure(table);
        } catch (SQLException away) {
            throw new CaptureException("the source doesn't say what " + table + " looks like", away);
        }
    }
}
