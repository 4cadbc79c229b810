package io.hindsight.source.mysql.structure;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaChangeEvent;
import io.hindsight.capture.CaptureException;
import io.hindsight.source.mysql.SystemVersioning;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks, before rows of a captured table are read, whether what is known of it is what the binlog says beside them. If it
 * isn't, another structure is looked for that is: the server's own, or, with {@code binlog_row_metadata=FULL}, the one that
 * the binlog has. No row is read with a structure that the binlog contradicts.
 */
public final class Structures<P extends BinlogPartition, O extends BinlogOffsetContext<?>> {

    /** What was found right for a table by the number that it has in the binlog until it is altered. */
    private record Checked(Table table, byte[] types, int[] sizes, boolean isFull) {

        boolean holds(Table known, TableMapEventData event) {
            return table == known
                    && isFull == isFull(event)
                    && Arrays.equals(types, event.getColumnTypes())
                    && Arrays.equals(sizes, event.getColumnMetadata());
        }

        static boolean isFull(TableMapEventData event) {
            return event.getEventMetadata() != null && event.getEventMetadata().getColumnNames() != null;
        }
    }

    @FunctionalInterface
    private interface CatalogQuestion<T> {
        T ask(TableId table) throws SQLException;
    }

    private static final String CURE = "SET GLOBAL binlog_row_metadata=FULL, so that the binlog says from then on what"
            + " its columns are, and run hindsight resume for the table";

    private final BinlogConnectorConfig config;
    private final BinlogDatabaseSchema<P, O, ?, ?> schema;
    private final Catalog catalog;
    private final Encodings encodings;
    private final TableMaker maker;
    private final Doubts doubts;
    private final boolean isPast;
    private final Map<Long, Checked> checked = new HashMap<>();

    public Structures(
            BinlogConnectorConfig config,
            BinlogDatabaseSchema<P, O, ?, ?> schema,
            Catalog catalog,
            TableMaker maker,
            Doubts doubts) {
        this.config = config;
        this.isPast = Past.isRead(config);
        this.schema = schema;
        this.catalog = catalog;
        this.encodings = new Encodings(config, catalog);
        this.maker = maker;
        this.doubts = doubts;
    }

    /**
     * Makes what is known of a table what the event says.
     *
     * @return why its rows can't be read, and the cure; empty if they can, or nobody wants them
     */
    public Optional<Unreadable> check(P partition, O offset, TableMapEventData event) {
        var table = new TableId(event.getDatabase(), null, event.getTable());
        if (!config.getTableFilters().dataCollectionFilter().isIncluded(table)) {
            return Optional.empty();
        }
        if (event instanceof UnreadTable unread) {
            return Optional.of(unread.why());
        }
        var known = schema.tableFor(table);
        var before = checked.get(event.getTableId());
        if (before != null && before.holds(known, event) && !doubts.isDoubted(table)) {
            return Optional.empty();
        }
        var isMariaDb = config instanceof MariaDbConnectorConfig;
        var mapped = new MappedTable(event, catalog::charset, isMariaDb, encodings::of);
        if (isMariaDb && (mapped.isVersioned() || isVersioned(table))) {
            return Optional.of(
                    new Unreadable(table + " can't be followed: " + SystemVersioning.REASON, SystemVersioning.CURE));
        }
        var structure = structure(table, known, mapped);
        if (structure.isEmpty()) {
            return Optional.of(new Unreadable(
                    "the binlog contradicts what is known of " + table + ": " + contradiction(known, mapped), CURE));
        }
        adopt(partition, offset, known, structure.get());
        doubts.settle(table);
        checked.put(
                event.getTableId(),
                new Checked(
                        schema.tableFor(table),
                        event.getColumnTypes(),
                        event.getColumnMetadata(),
                        Checked.isFull(event)));
        return Optional.empty();
    }

    /** Tables get other numbers from here on. */
    public void forget() {
        checked.clear();
    }

    private Optional<TableStructure> structure(TableId table, Table known, MappedTable mapped) {
        Supplier<Optional<TableStructure>> own =
                () -> Optional.ofNullable(known).map(TableStructure::of);
        Supplier<Optional<TableStructure>> servers = () -> server(table).map(mapped::withHidden);
        Supplier<Optional<TableStructure>> logs = () -> mapped.structure(table);
        if (isPast && !mapped.isFull()) {
            // what the server has now says nothing of then
            return doubts.isDoubted(table)
                    ? Optional.empty()
                    : own.get().filter(candidate -> Contradiction.of(mapped, candidate)
                            .isEmpty());
        }
        var candidates = doubts.isDoubted(table) ? Stream.of(servers, own, logs) : Stream.of(own, servers, logs);
        return candidates
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .filter(candidate -> Contradiction.of(mapped, candidate).isEmpty())
                .findFirst();
    }

    private Optional<TableStructure> server(TableId table) {
        return answer(table, catalog::structure);
    }

    private boolean isVersioned(TableId table) {
        return answer(table, catalog::isVersioned);
    }

    private static <T> T answer(TableId table, CatalogQuestion<T> question) {
        try {
            return question.ask(table);
        } catch (SQLException away) {
            throw new CaptureException("the source doesn't say what " + table + " looks like", away);
        }
    }

    private String contradiction(Table known, MappedTable mapped) {
        if (isPast) {
            return "the binlog doesn't name its columns there (binlog_row_metadata isn't FULL), and "
                    + (known == null
                            ? "nothing is known of them from that time"
                            : Contradiction.of(mapped, TableStructure.of(known)).orElse("they may have been altered"));
        }
        return known == null
                ? "nothing is known of its columns, and the server has another structure for it by now"
                : Contradiction.of(mapped, TableStructure.of(known)).orElse("")
                        + ", and the server has another structure for it by now";
    }

    private void adopt(P partition, O offset, Table known, TableStructure structure) {
        var made = maker.make(structure);
        if (known != null && readsAlike(known, made.table())) {
            return;
        }
        schema.refresh(made.table());
        schema.applySchemaChange(SchemaChangeEvent.ofCreate(
                partition, offset, structure.table().catalog(), null, made.ddl(), made.table(), false));
    }

    /** Whether Debezium makes the same of a row by both. */
    private static boolean readsAlike(Table one, Table other) {
        return TableStructure.of(one).equals(TableStructure.of(other))
                && Stream.iterate(0, index -> index < one.columns().size(), index -> index + 1)
                        .allMatch(index -> readAlike(
                                one.columns().get(index), other.columns().get(index)));
    }

    private static boolean readAlike(Column one, Column other) {
        return one.jdbcType() == other.jdbcType()
                && plain(one).equals(plain(other))
                // zeros at the end of a BINARY aren't in the binlog: how many, its length says, which BINARY alone
                // leaves out
                && (one.jdbcType() != Types.BINARY || one.length() == other.length());
    }

    private static String plain(Column column) {
        return column.typeName().replace(" ZEROFILL", "");
    }
}
