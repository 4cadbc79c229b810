package io.hindsight.lineage;

import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.KeepMode;
import io.hindsight.table.Mask;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.utils.DatasetIdentifier;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes what is told of a kept table in a warehouse: a job that reads the source's table and never ends by itself. */
final class LineageEvents {

    private static final URI PRODUCER = URI.create("urn:hindsight");

    private final OpenLineage model = new OpenLineage(PRODUCER);
    private final Settings settings;

    LineageEvents(Settings settings) {
        this.settings = settings;
    }

    /**
     * Writes an event.
     *
     * @param run that of the job since the program's start
     * @param changes that were applied since the event before
     */
    RunEvent event(RunEvent.EventType type, UUID run, CapturedTable table, String warehouse, long changes) {
        var declaration = table.declaration();
        var from = DatasetName.of(settings.source(), declaration.source());
        return model.newRunEventBuilder()
                .eventType(type)
                .eventTime(ZonedDateTime.now(ZoneOffset.UTC))
                .run(model.newRunBuilder().runId(run).build())
                .job(model.newJobBuilder()
                        .namespace(settings.lineage().namespace())
                        .name(declaration.routeId(warehouse))
                        .facets(model.newJobFacetsBuilder()
                                .jobType(model.newJobTypeJobFacetBuilder()
                                        .processingType("STREAMING")
                                        .integration("HINDSIGHT")
                                        .jobType("JOB")
                                        .build())
                                .build())
                        .build())
                .inputs(List.of(input(table, from)))
                .outputs(List.of(output(table, warehouse, from, changes)))
                .build();
    }

    private OpenLineage.InputDataset input(CapturedTable table, DatasetIdentifier from) {
        var fields = table.columns().stream()
                .map(column -> field(column.name(), column.type().kind().name().toLowerCase(Locale.ROOT)))
                .toList();
        return model.newInputDatasetBuilder()
                .namespace(from.getNamespace())
                .name(from.getName())
                .facets(model.newDatasetFacetsBuilder()
                        .schema(model.newSchemaDatasetFacetBuilder()
                                .fields(fields)
                                .build())
                        .build())
                .build();
    }

    private OpenLineage.OutputDataset output(
            CapturedTable table, String warehouse, DatasetIdentifier from, long changes) {
        var kept = settings.warehouse(warehouse);
        var to = DatasetName.of(kept, table.declaration().target());
        var fields = Stream.concat(
                        table.columns().stream()
                                .map(column ->
                                        field(column.target(), kept.dialect().type(column))),
                        own(table).map(column -> field(column, null)))
                .toList();
        return model.newOutputDatasetBuilder()
                .namespace(to.getNamespace())
                .name(to.getName())
                .facets(model.newDatasetFacetsBuilder()
                        .schema(model.newSchemaDatasetFacetBuilder()
                                .fields(fields)
                                .build())
                        .columnLineage(lineage(table, from))
                        .build())
                .outputFacets(model.newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(model.newOutputStatisticsOutputDatasetFacetBuilder()
                                .rowCount(changes)
                                .build())
                        .build())
                .build();
    }

    /** Columns that aren't the source's. */
    private static Stream<String> own(CapturedTable table) {
        return table.declaration().keep() == KeepMode.HISTORY
                ? Stream.of("effective_start_ts", "effective_end_ts", "is_current", "op_type", "change_seq")
                : Stream.of("commit_ts", "change_seq");
    }

    private OpenLineage.SchemaDatasetFacetFields field(String name, String type) {
        return model.newSchemaDatasetFacetFieldsBuilder().name(name).type(type).build();
    }

    private OpenLineage.ColumnLineageDatasetFacet lineage(CapturedTable table, DatasetIdentifier from) {
        var fields = model.newColumnLineageDatasetFacetFieldsBuilder();
        for (var column : table.columns()) {
            fields.put(column.target(), lineage(from, column.name(), made(table, column)));
        }
        if (table.declaration().keep() == KeepMode.HISTORY) {
            table.declaration().effectiveFrom().ifPresent(column -> Stream.of("effective_start_ts", "effective_end_ts")
                    .forEach(own -> fields.put(
                            own, lineage(from, column, new Transformed("TRANSFORMATION", "a version's time", false)))));
        }
        return model.newColumnLineageDatasetFacetBuilder()
                .fields(fields.build())
                .build();
    }

    private OpenLineage.ColumnLineageDatasetFacetFieldsAdditional lineage(
            DatasetIdentifier from, String column, Transformed made) {
        var input = model.newInputFieldBuilder()
                .namespace(from.getNamespace())
                .name(from.getName())
                .field(column)
                .transformations(List.of(model.newInputFieldTransformationsBuilder()
                        .type("DIRECT")
                        .subtype(made.subtype())
                        .description(made.description())
                        .masking(made.masking())
                        .build()))
                .build();
        return model.newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                .inputFields(List.of(input))
                .build();
    }

    /** What was made of a column's values, in OpenLineage's words. */
    private record Transformed(String subtype, String description, boolean masking) {}

    private static Transformed made(CapturedTable table, Column column) {
        return Optional.ofNullable(table.declaration().masks().get(column.name()))
                .map(Mask::kind)
                .map(mask -> new Transformed("TRANSFORMATION", mask.name().toLowerCase(Locale.ROOT), true))
                .orElseGet(() -> new Transformed("IDENTITY", "", false));
    }
}
