package io.hindsight.reconcile;

import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.table.CapturedTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Has the running program read whole tables anew, and closes rows that are gone, which no reading finds. */
public record NewReading(Settings settings, Source source, Reconciliation reconciliation, Consumer<String> say) {

    /**
     * Asks for the rows of tables.
     *
     * @throws io.hindsight.settings.InvalidSettingsException when the way to ask isn't set, with what to do
     */
    public void ask(List<CapturedTable> tables) throws SQLException {
        source.requestSnapshot(settings, tables);
        tables.forEach(table -> say.accept(table.source() + ": asked for; hindsight status says how far it is"));
    }

    public void closeGone(CapturedTable table) throws SQLException, InterruptedException {
        var gone = new ArrayList<Difference>();
        for (var warehouse : settings.warehouses()) {
            if (Reconciliation.compares(table, warehouse)) {
                gone.addAll(reconciliation.gone(table, warehouse));
            }
        }
        new Repair(settings).close(table, gone);
        say.accept(table.source() + ": " + gone.size() + " rows that are gone from the source closed");
    }
}
