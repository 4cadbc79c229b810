package io.hindsight.check;

import io.hindsight.registry.RegistryException;
import io.hindsight.registry.SchemaRegistry;
import io.hindsight.settings.RegistrySettings;

/** Whether the schema registry answers, where there is one. */
public final class RegistryCheck {

    private final RegistrySettings settings;
    private final Report report;

    public RegistryCheck(RegistrySettings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    /** Asks, and changes nothing. */
    public void check() {
        if (!settings.isThere()) {
            return;
        }
        try {
            new SchemaRegistry(settings).check();
            report.good(settings.toString());
        } catch (RegistryException failure) {
            report.wrong(failure.getMessage());
        }
    }
}
