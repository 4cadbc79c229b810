package io.hindsight.apply;

import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceDriver;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.starrocks.RoutineLoad;

/** The Routine Load jobs that the settings lead to. */
public final class RoutineLoads {

    private RoutineLoads() {}

    /** The job of a table in a StarRocks. */
    public static RoutineLoad of(Settings settings, WarehouseSettings warehouse, CapturedTable table) {
        return RoutineLoad.of(
                settings.name(),
                warehouse.dialect(),
                table,
                new RoutineLoad.ReadTopic(
                        settings.kafka().brokers(),
                        table.declaration().topic(settings.name()),
                        settings.name() + "." + id(table.declaration(), warehouse.name()),
                        settings.source().epoch(),
                        SourceDriver.of(settings.source().kind()).order(),
                        warehouse.batchWait(),
                        warehouse.kafkaProperties()));
    }

    /** What stands in the place of an apply route's id: in health and in the name of the consumer group. */
    public static String id(TableDeclaration table, String warehouse) {
        return "routine-load-" + table.name() + "-" + warehouse;
    }
}
