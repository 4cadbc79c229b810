package io.hindsight.source;

import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Tells whether the source still has the declared tables, and its log their changes: of one that is renamed it says no more. */
public final class SourceHealth extends AbstractHealthCheck {

    private final Settings settings;
    private volatile List<String> gone = List.of();

    public SourceHealth(Settings settings) {
        super("hindsight", "source-tables");
        this.settings = settings;
    }

    /** Asks the source; one that doesn't answer is capture's to tell. */
    public void ask() {
        try (var source = Source.open(settings.source(), TimeLimits.SOURCE)) {
            var missing = new ArrayList<String>();
            for (var table : settings.tables()) {
                if (!settings.declared().isFound(table) && !source.has(table.source())) {
                    missing.add(reason(table));
                }
            }
            settings.declared()
                    .refused()
                    .forEach((table, why) -> missing.add(table + " fits a pattern, but isn't followed: " + why));
            missing.addAll(source.untold(settings));
            gone = List.copyOf(missing);
        } catch (SQLException away) {
            // what was known stands
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var missing = gone;
        if (missing.isEmpty()) {
            builder.up();
            return;
        }
        builder.message(String.join("; ", missing)).down();
    }

    /** What has happened to a table, and how to go on. */
    public static String reason(TableDeclaration table) {
        return table.source() + " isn't in the source any more: what is kept of it stays as it was; create it again,"
                + " rename it back, grant SELECT on it, or remove hindsight.table." + table.name() + ".*";
    }
}
