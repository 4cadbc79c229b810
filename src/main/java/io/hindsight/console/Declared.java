package io.hindsight.console;

import io.hindsight.apply.AppliedTables;
import io.hindsight.context.ContextSettings;
import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.TableDeclaration;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;

/** Tells how tables are declared, and what becomes of each column in each warehouse. */
public final class Declared {

    /**
     * A declared table.
     *
     * @param effectiveFrom the column that versions start at; null: the commit time
     * @param leftOut columns of the source that no warehouse has
     * @param columns empty until a warehouse keeps the table
     */
    public record Declaration(
            String table,
            String source,
            String keep,
            String target,
            String topic,
            List<String> warehouses,
            @Schema(nullable = true) String effectiveFrom,
            String historyFrom,
            String onRefusal,
            String onSchemaChange,
            List<String> leftOut,
            List<Mapped> columns) {}

    /**
     * A column and what it is called in the warehouses.
     *
     * @param type as the source calls it
     * @param mask what capture makes of its values; null: they are as they were
     * @param types by warehouse
     */
    public record Mapped(
            String source,
            String target,
            String type,
            boolean key,
            boolean tracked,
            @Schema(nullable = true) String mask,
            Map<String, String> types) {}

    @BeanInject
    private CamelContext context;

    /** All of them, in the settings' order. */
    public List<Declaration> all() {
        var settings = ContextSettings.of(context);
        return settings.tables().stream().map(table -> of(settings, table)).toList();
    }

    private Declaration of(Settings settings, TableDeclaration table) {
        var kept = new LinkedHashMap<String, CapturedTable>();
        for (var warehouse : table.warehouses()) {
            AppliedTables.of(context).kept(table, warehouse).ifPresent(known -> kept.put(warehouse, known));
        }
        var known = kept.values().stream().findFirst();
        var columns = known.map(CapturedTable::columns).orElse(List.of());
        return new Declaration(
                table.name(),
                table.source().toString(),
                word(table.keep()),
                table.target(),
                table.topic(settings.name()),
                table.warehouses(),
                table.effectiveFrom().orElse(null),
                table.isFromLog()
                        ? table.historyFrom().since().map(Object::toString).orElse("log")
                        : "snapshot",
                word(table.onRefusal()),
                word(table.onSchemaChange()),
                known.map(CapturedTable::sourceColumns).stream()
                        .flatMap(Set::stream)
                        .filter(name -> columns.stream()
                                .noneMatch(column -> column.name().equals(name)))
                        .sorted()
                        .toList(),
                columns.stream()
                        .map(column -> mapped(settings, table, kept, column))
                        .toList());
    }

    private static Mapped mapped(
            Settings settings, TableDeclaration table, Map<String, CapturedTable> kept, Column column) {
        var types = new LinkedHashMap<String, String>();
        kept.forEach((warehouse, known) -> known.target(column.target())
                .ifPresent(there -> types.put(
                        warehouse, settings.warehouse(warehouse).dialect().type(there))));
        return new Mapped(
                column.name(),
                column.target(),
                column.type().toString(),
                column.key(),
                column.tracked(),
                Optional.ofNullable(table.masks().get(column.name()))
                        .map(mask -> word(mask.kind()))
                        .orElse(null),
                types);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
