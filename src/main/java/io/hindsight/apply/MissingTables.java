package io.hindsight.apply;

import io.hindsight.observe.FailureText;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceHealth;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tables of which no change has come yet: what they must be like is asked of the source, as soon as that answers. */
public final class MissingTables {

    private static final Logger LOG = LoggerFactory.getLogger(MissingTables.class);

    private final Settings settings;
    private final AppliedTables tables;

    MissingTables(Settings settings, AppliedTables tables) {
        this.settings = settings;
        this.tables = tables;
    }

    /** Lists those of a warehouse that can be made now; the others' health says why they can't. */
    public List<TableChange> find(@Variable("warehouse") String warehouse) {
        var missing = tables.in(warehouse).stream()
                .filter(table -> table.kept().isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        try {
            var found = source(missing);
            return missing.stream()
                    .filter(table -> found.containsKey(table.declaration()))
                    .map(table -> new TableChange(table, found.get(table.declaration())))
                    .toList();
        } catch (SQLException away) {
            missing.forEach(
                    table -> wait(table, "waits for the source " + settings.source() + ": " + FailureText.of(away)));
            return List.of();
        }
    }

    private Map<TableDeclaration, CapturedTable> source(List<AppliedTable> missing) throws SQLException {
        var declarations = missing.stream().map(AppliedTable::declaration).toList();
        try {
            var found = SourceTables.once(settings, declarations);
            missing.stream()
                    .filter(table -> !found.containsKey(table.declaration()))
                    .forEach(this::isGone);
            return found;
        } catch (InvalidTableException | InvalidSettingsException misfit) {
            return oneByOne(missing);
        }
    }

    /** One that doesn't fit its declaration keeps none of the others waiting. */
    private Map<TableDeclaration, CapturedTable> oneByOne(List<AppliedTable> missing) throws SQLException {
        var found = new HashMap<TableDeclaration, CapturedTable>();
        for (var table : missing) {
            try {
                found.putAll(SourceTables.once(settings, List.of(table.declaration())));
            } catch (InvalidTableException | InvalidSettingsException misfit) {
                wait(table, misfit.getMessage());
            }
        }
        return found;
    }

    /** Of one that a pattern has found nobody promised that it stays. */
    private void isGone(AppliedTable table) {
        if (settings.declared().isFound(table.declaration())) {
            table.gone();
        } else {
            wait(table, SourceHealth.reason(table.declaration()));
        }
    }

    private static void wait(AppliedTable table, String reason) {
        if (table.reasons().waits(WaitReasons.ALL, reason)) {
            LOG.warn("{} waits: {}", table.getId(), reason);
        }
    }
}
