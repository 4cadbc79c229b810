package io.hindsight.apply;

import io.hindsight.deadletter.DeadLetter;
import io.hindsight.history.BatchReader;
import io.hindsight.history.ForgottenRows;
import io.hindsight.history.Rejected;
import io.hindsight.history.UnsaidKeys;
import io.hindsight.history.ValueForm;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import io.hindsight.warehouse.BatchStart;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.RefusedValueException;
import io.hindsight.warehouse.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What messages mean for a table as its warehouse keeps it now; for any number of threads. */
final class TableReader {

    private final String id;
    private final Dialect engine;
    private final CapturedTable kept;
    private final BatchReader reader;
    private final Statements statements;
    private final ValueForm form;

    /**
     * @param id of the table in the warehouse, see {@link AppliedTable#getId()}
     * @param source what changes were made under that don't say it
     * @param form what changes were sent in
     */
    TableReader(
            Settings settings,
            WarehouseSettings warehouse,
            String id,
            CapturedTable kept,
            CapturedTable source,
            ForgottenRows forgotten,
            ValueForm form) {
        this.id = id;
        this.engine = warehouse.dialect();
        this.kept = kept;
        this.reader = new BatchReader(kept, source, neighbours(settings, kept.declaration()), forgotten);
        this.statements = Statements.of(engine, kept);
        this.form = form;
    }

    /** Other declared tables whose changes come through the same topic. */
    static Set<TableName> neighbours(Settings settings, TableDeclaration declaration) {
        var topic = declaration.topic(settings.name());
        return settings.tables().stream()
                .filter(other -> other.topic(settings.name()).equals(topic))
                .map(TableDeclaration::source)
                .collect(Collectors.toSet());
    }

    CapturedTable kept() {
        return kept;
    }

    /**
     * Reads them.
     *
     * @throws io.hindsight.history.SchemaChangedException when the table must first be altered
     * @throws io.hindsight.table.InvalidTableException when the declaration doesn't fit their columns
     */
    ApplyBatch read(List<ConsumerRecord<byte[], Object>> records) {
        var messages = records.stream()
                .filter(this::concernsThisTable)
                .map(message -> TableMessages.of(message, form))
                .toList();
        var batch = reader.read(messages);
        var staging = engine.staging(kept);
        var rejected = new ArrayList<>(batch.rejected());
        var rows = new ArrayList<ApplyBatch.StagedRow>(batch.rows().size());
        for (var row : batch.rows()) {
            try {
                rows.add(new ApplyBatch.StagedRow(staging.of(row), row));
            } catch (RefusedValueException refused) {
                rejected.add(new Rejected(row.message(), refused.getMessage()));
            }
        }
        return new ApplyBatch(
                        kept.declaration(),
                        statements,
                        staging,
                        BatchStart.of(engine, kept, batch),
                        engine.largestBatch(),
                        rows,
                        batch.truncates(),
                        batch.beginnings(),
                        rejected)
                .leavingOut(
                        engine.isLake() ? Set.of() : UnsaidKeys.of(kept, batch.rows()),
                        UnsaidKeys.ofAll(kept, batch.incomplete()));
    }

    /** What is sent back out of the dead letters is for the table that refused it: others have applied it. */
    private boolean concernsThisTable(ConsumerRecord<byte[], Object> message) {
        var only = TableMessages.text(message, DeadLetter.REPLAY_ROUTE);
        return only == null || only.equals(id);
    }
}
