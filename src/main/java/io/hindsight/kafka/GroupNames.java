package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;

/** Names the consumer groups of a pipeline; those of rights and of dead letters are called as their topics are. */
public record GroupNames(String pipeline) {

    public static GroupNames of(Settings settings) {
        return new GroupNames(settings.name());
    }

    /** Names the group that reads a table's topic for a warehouse. */
    public String apply(TableDeclaration table, String warehouse) {
        return pipeline + "." + table.routeId(warehouse);
    }
}
