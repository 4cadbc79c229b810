package io.hindsight.lineage;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.LineageSettings;

/** Whether OpenLineage understands what is set of it; without such settings none of its classes is loaded. */
public final class LineageCheck {

    private LineageCheck() {}

    /** @throws InvalidSettingsException where it doesn't */
    public static void check(LineageSettings lineage) {
        if (lineage.isOn()) {
            LineageTransport.config(lineage);
        }
    }
}
