package io.hindsight.apply;

import io.hindsight.history.ForgottenRows;
import io.hindsight.history.ValueForm;
import io.hindsight.kafka.ApplyGroup;
import io.hindsight.observe.ApplyMeters;
import io.hindsight.observe.Meters;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceDriver;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/** Holds all declared tables, in each of their warehouses. */
public final class AppliedTables {

    private volatile Map<String, AppliedTable> tables = Map.of();
    private final ForgottenRows forgotten;
    private final ValueForm form;

    /** @param form what changes were sent in */
    AppliedTables(ForgottenRows forgotten, ValueForm form) {
        this.forgotten = forgotten;
        this.form = form;
    }

    /** Adds those of a warehouse that aren't there yet, and gives them. */
    synchronized List<AppliedTable> add(
            CamelContext context,
            Settings settings,
            List<TableDeclaration> declared,
            WarehouseSettings warehouse,
            DataSource maker) {
        var added = declared.stream()
                .filter(table -> table.warehouses().contains(warehouse.name()))
                .filter(table -> !tables.containsKey(table.routeId(warehouse.name())))
                .map(table -> new AppliedTable(
                        settings,
                        warehouse,
                        table,
                        maker,
                        meters(context, settings, warehouse.name(), table),
                        forgotten,
                        form))
                .toList();
        var all = new LinkedHashMap<>(tables);
        added.forEach(table -> all.put(table.getId(), table));
        tables = all;
        return added;
    }

    private static Optional<ApplyMeters> meters(
            CamelContext context, Settings settings, String warehouse, TableDeclaration table) {
        if (table.routineLoad().contains(warehouse)) {
            return Optional.empty();
        }
        Meters.countDeadLetters(context, table, warehouse);
        return Optional.of(new ApplyMeters(
                Meters.of(context),
                Meters.tags(table, warehouse),
                SourceDriver.of(settings.source().kind()).order()));
    }

    /** Finds them in a context. */
    public static AppliedTables of(CamelContext context) {
        return context.getRegistry().lookupByNameAndType("appliedTables", AppliedTables.class);
    }

    public Collection<AppliedTable> all() {
        return tables.values();
    }

    /** Finds one by its {@link AppliedTable#getId() id}. */
    public Optional<AppliedTable> find(String id) {
        return Optional.ofNullable(tables.get(id));
    }

    /** The declared table as the warehouse keeps it; empty until that is known. */
    public Optional<CapturedTable> kept(TableDeclaration table, String warehouse) {
        return find(table.routeId(warehouse)).flatMap(AppliedTable::kept);
    }

    /** Those that a group reads for, by topic. */
    Map<String, AppliedTable> byTopic(Settings settings, ApplyGroup group) {
        return group.tables().stream()
                .collect(Collectors.toMap(
                        table -> table.topic(settings.name()), table -> tables.get(table.routeId(group.warehouse()))));
    }

    List<AppliedTable> in(String warehouse) {
        return tables.values().stream()
                .filter(table -> table.getWarehouse().equals(warehouse))
                .toList();
    }
}
