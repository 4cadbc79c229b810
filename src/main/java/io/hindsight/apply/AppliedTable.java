package io.hindsight.apply;

import io.hindsight.history.FirstColumns;
import io.hindsight.history.ForgottenRows;
import io.hindsight.history.SchemaChangedException;
import io.hindsight.history.ValueForm;
import io.hindsight.kafka.TopicReader;
import io.hindsight.observe.ApplyMeters;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.schema.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A declared table in one warehouse: what it is there, how its changes are read, and why they wait, if they do. */
public final class AppliedTable {

    private final Settings settings;
    private final WarehouseSettings warehouse;
    private final TableDeclaration declaration;
    private final DataSource maker;
    private final Optional<ApplyMeters> meters;
    private final ForgottenRows forgotten;
    private final ValueForm form;
    private final AtomicBoolean changing = new AtomicBoolean();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final WaitReasons reasons = new WaitReasons();
    private volatile TableReader reader;
    private volatile boolean refused;
    private volatile boolean paused;
    private volatile boolean gone;
    private volatile boolean oldViews;

    /**
     * @param maker the warehouse, for who may make tables there; null for a lake
     * @param meters empty where the warehouse reads the table's topic itself
     * @param form what changes were sent in
     */
    AppliedTable(
            Settings settings,
            WarehouseSettings warehouse,
            TableDeclaration declaration,
            DataSource maker,
            Optional<ApplyMeters> meters,
            ForgottenRows forgotten,
            ValueForm form) {
        this.settings = settings;
        this.warehouse = warehouse;
        this.declaration = declaration;
        this.maker = maker;
        this.meters = meters;
        this.forgotten = forgotten;
        this.form = form;
    }

    /** What people and dead letters call it: {@code apply-orders-clickhouse}. */
    public String getId() {
        return declaration.routeId(warehouse.name());
    }

    public TableDeclaration declaration() {
        return declaration;
    }

    public String getSource() {
        return declaration.source().toString();
    }

    public String getTarget() {
        return declaration.target();
    }

    public String getWarehouse() {
        return warehouse.name();
    }

    WarehouseSettings settings() {
        return warehouse;
    }

    /** Whether this program applies its changes, rather than the warehouse itself. */
    public boolean isApplied() {
        return meters.isPresent();
    }

    /** Empty where the warehouse reads the topic itself. */
    Optional<ApplyMeters> meters() {
        return meters;
    }

    /** The table as the warehouse keeps it; empty until that is known. */
    public Optional<CapturedTable> kept() {
        return Optional.ofNullable(reader).map(TableReader::kept);
    }

    /**
     * Reads messages as changes of the table.
     *
     * @throws SchemaChangedException when the table must first be made, or altered
     */
    ApplyBatch read(List<ConsumerRecord<byte[], Object>> messages) {
        var now = reader;
        if (now == null) {
            throw FirstColumns.of(
                    declaration,
                    messages.stream()
                            .map(message -> TableMessages.of(message, form))
                            .toList());
        }
        return now.read(messages);
    }

    /** What the table must become for such changes to be applied. */
    TableChange change(SchemaChangedException other) throws SQLException {
        return new TableChange(this, other.made().isPresent() ? other.made().get() : asItIsNow(other.column()));
    }

    /**
     * A change that doesn't say its columns is of another producer, or of an older release of this one; a truncate
     * doesn't say the key. Where the source can't either, for the table is gone, the changes before it may.
     */
    private CapturedTable asItIsNow(String column) throws SQLException {
        var source = SourceTables.once(settings, declaration)
                .or(() -> column == null ? inKafka() : Optional.empty())
                .orElseThrow(() -> InvalidTableException.noSuchTable(declaration));
        if (column != null && !source.sourceColumns().contains(column)) {
            throw new InvalidTableException(
                    declaration,
                    "a change has a column, " + column + ", that the source's table hasn't any more, so that its type"
                            + " can't be known",
                    "leave it out: hindsight.table." + declaration.name() + ".exclude=" + column);
        }
        return source;
    }

    private Optional<CapturedTable> inKafka() {
        return TopicReader.first(
                settings,
                "columns",
                declaration.topic(settings.name()),
                message -> FirstColumns.madeUnder(declaration, TableMessages.of(message, form)));
    }

    /** The table as it stands in the warehouse; to be closed. */
    TargetTable look() throws SQLException {
        return warehouse.lake().isPresent()
                ? new TargetTable(warehouse.dialect(), warehouse.lake().get()::columns)
                : new TargetTable(warehouse.dialect(), maker.getConnection());
    }

    /** A connection to the warehouse, for who may make tables there; to be closed. */
    Connection connect() throws SQLException {
        return maker.getConnection();
    }

    /** Whether the caller may make or alter the table now: one at a time. */
    boolean beginChange() {
        return changing.compareAndSet(false, true);
    }

    /** The source hasn't the table any more, which is no trouble: what comes of it is applied. */
    void gone() {
        gone = true;
        reasons.goOn(WaitReasons.ALL);
    }

    boolean isGone() {
        return gone;
    }

    /** Its views aren't what its columns are until it is kept: a statement may fail before they are made anew. */
    void viewsAreOld() {
        oldViews = true;
    }

    boolean hasOldViews() {
        return oldViews;
    }

    /** From now on, the warehouse keeps the table so. */
    void keep(CapturedTable kept, CapturedTable made) {
        oldViews = false;
        reader = new TableReader(settings, warehouse, getId(), kept, made, forgotten, form);
    }

    /** Lets the table's changes be tried again at once if it is as it must be, and else when their time comes. */
    void endChange(boolean isDone) {
        changing.set(false);
        if (isDone) {
            wakeUps.incrementAndGet();
        }
    }

    /** Lets its changes be tried again at once: what they waited for may be there. */
    void wakeUp() {
        wakeUps.incrementAndGet();
    }

    /** Counts what ended a reason to wait. */
    int wakeUps() {
        return wakeUps.get();
    }

    /** Whether its changes stay in Kafka, because a person or a refusal has stopped the table. */
    boolean isHeld() {
        return paused || refused;
    }

    /** Stops the table before a change that was refused, until a person resumes it. */
    void refuse() {
        refused = true;
    }

    /** Lets its changes wait in Kafka. */
    public void pause() {
        paused = true;
    }

    /** Goes on where it was; a change that was refused is tried once more. */
    public void resume() {
        paused = false;
        refused = false;
        wakeUps.incrementAndGet();
    }

    /** In one word: started, stopped, or waiting until it is known what the warehouse has of it. */
    public String state() {
        return isHeld() ? "stopped" : reader == null ? "waiting" : "started";
    }

    /** Why changes of it wait, if they do. */
    WaitReasons reasons() {
        return reasons;
    }

    /** Why its changes wait; empty where they don't. */
    public Optional<String> trouble() {
        return reasons.all();
    }
}
